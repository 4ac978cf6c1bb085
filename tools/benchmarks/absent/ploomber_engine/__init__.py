"""Stands in front of ploomber-engine where something else is measured.

papermill loads every engine that is installed when it is imported itself, and this one brings matplotlib: half a second
of each start that nobody has who has not installed it.
"""
