"""What cases, operations and training share on pages: the fields of a form, and what is wrong with them in words."""
