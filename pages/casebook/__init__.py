"""Pages of the casebook."""
