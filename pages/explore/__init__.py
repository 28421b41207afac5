"""Explore: world, region, country."""
