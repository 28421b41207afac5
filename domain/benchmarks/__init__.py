"""Benchmarks: totals that others have published, each with its own definition."""
