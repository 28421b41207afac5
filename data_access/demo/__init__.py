"""Invented seizures, for a first look at an empty store."""
