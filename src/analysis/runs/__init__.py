"""Reports unattended: planned, executed, published, and said plainly what failed."""
