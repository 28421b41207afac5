"""Targets that the operator sets, beside what is recorded."""
