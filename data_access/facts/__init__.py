"""Facts that ship with the product, with their grades and caveats (README.md here binds)."""
