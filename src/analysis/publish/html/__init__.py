"""Chapters into pages that stand on their own: no code, no outside requests."""
