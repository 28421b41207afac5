"""The programme on one page: training, operations, seizures and cases of the same goods, places and years."""
