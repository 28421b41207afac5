"""Targets of the operator: set with date and reason, counted by what is recorded."""
