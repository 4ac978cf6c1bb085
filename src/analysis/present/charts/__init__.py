"""Finished charts, one a file."""
