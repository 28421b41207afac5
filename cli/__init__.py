"""The shell: import, query, demo, serve, doctor. Imports lazily, never a page."""
