"""Review and sign-off: what a report says, whether that is approved, what differs, and what is kept unchanged."""
