"""What people, firms and households do in a month: one file a verb, none imports another."""
