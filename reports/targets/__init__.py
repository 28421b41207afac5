"""Targets as reports: what was set, by whom, when and why, and what is recorded."""
