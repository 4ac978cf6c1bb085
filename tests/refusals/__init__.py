"""A system that refuses: a full disk, a file that may not be read, a folder in place of a file."""
