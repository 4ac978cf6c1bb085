"""Kernels that start in a fraction of a second: each a fresh process, forked from one that has imported everything."""
