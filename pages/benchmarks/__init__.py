"""Published totals beside our own."""
