"""Records → cells; from cells to figures with their states, who reported, and what more is possible."""
