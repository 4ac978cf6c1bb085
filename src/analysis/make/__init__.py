"""Reports made: planned, executed, published, and said plainly what failed."""
