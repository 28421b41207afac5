"""Incidents that companies bring: seen whole by their owner, by others only in what suppression lets pass."""
