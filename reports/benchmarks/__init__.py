"""Benchmarks as reports: published totals in small charts that never join definitions, our own beside them, files."""
