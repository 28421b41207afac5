"""Many small cubes of one data version, each the sums of the records by a few dimensions; the smallest one answers."""
