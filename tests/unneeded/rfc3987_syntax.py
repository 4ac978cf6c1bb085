"""Stands in front of what jsonschema takes to check addresses, if it is there: reading its grammar takes over a second.

The command leaves it out too (`analysis.cli.UNNEEDED`); this is for every other process that tests start.
"""

raise ImportError(__name__)
