"""Finished tables, one a file: frames into what a reader meets."""
