"""Data: where the records come from and how not to read them."""
