"""Chapters into a PDF that everyone can read."""
