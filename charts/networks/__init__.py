"""Networks and two-mode tables: circles in a matrix, marks and ties, arcs."""
