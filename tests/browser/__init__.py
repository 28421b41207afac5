"""Tests which drive the dashboard in a real browser."""
