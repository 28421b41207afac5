"""Single records in words: rows of a list, one record with its versions, a file of them."""
