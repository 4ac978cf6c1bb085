"""What a notebook meets: the report, a room a question, and one indicator through all documents."""

from analysis.report.report import Report

__all__ = ["Report"]
