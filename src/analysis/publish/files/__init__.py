"""Chapters into what readers take away: Excel, CSV and data packages."""
