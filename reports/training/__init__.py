"""Training as reports: figures, where it is recorded and where not, single courses, files."""
