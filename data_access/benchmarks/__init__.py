"""Benchmarks as they are asked for: filters, lists, counts, and our own figures beside them."""
