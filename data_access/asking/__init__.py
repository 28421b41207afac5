"""Plain questions → a page and its filters, by tables and rules alone (no model, no network)."""
