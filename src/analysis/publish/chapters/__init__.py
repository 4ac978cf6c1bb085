"""Executed notebooks into chapters as data, and what a report says about itself."""
