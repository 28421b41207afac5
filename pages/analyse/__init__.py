"""Analyse: compare, and what else an analyst asks."""
