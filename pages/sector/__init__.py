"""The private sector's page."""
