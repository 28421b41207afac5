"""Figures where they were reported: the world, a country, points, legs between places."""
