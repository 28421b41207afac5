"""Raw tables → one row a record: headings, totals, wide columns, several tables in one grid."""
