"""Pages of announced operations."""
