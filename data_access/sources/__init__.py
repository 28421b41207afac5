"""One adapter a file: somebody's format → frames of one contract, and what could not be read."""
