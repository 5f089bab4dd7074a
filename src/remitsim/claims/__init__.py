"""Claims of the report A/72/643 put to the test: files, measures, verdict rules, ledger, page."""
