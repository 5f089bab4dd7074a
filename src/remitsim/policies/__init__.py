"""Policies: one file a lever. A policy changes Terms or acts on people; it never writes an outcome."""
