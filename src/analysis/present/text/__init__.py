"""Texts, sentences and counts that stand beside tables and charts."""
