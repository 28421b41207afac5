"""Figures when they were reported: lines, change, seasons, and who reported at all."""
