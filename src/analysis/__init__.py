"""Årshjul: follow up a municipality's goals, from published figures to pages that everyone can read."""
