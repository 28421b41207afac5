"""Groups and networks: of the casebook (cases, goods, places), and imported ones (groups, pseudonymous actors)."""
