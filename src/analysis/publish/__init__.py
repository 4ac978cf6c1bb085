"""Chapters into what readers get: pages, files and paper. Only writes."""
