"""Incidents that companies bring: what may be said of them, whose they are, and when they may be counted together."""
