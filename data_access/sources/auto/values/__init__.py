"""How numbers and dates are written, and what they say."""
