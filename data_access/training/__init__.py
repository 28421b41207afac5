"""Training as it is kept and asked for: courses with their participants by country and kind of agency."""
