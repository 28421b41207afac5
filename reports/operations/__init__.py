"""Announced operations as reports: timeline, series, single editions, and files."""
