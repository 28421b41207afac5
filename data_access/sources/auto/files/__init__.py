"""Bytes → raw tables: encodings, delimited text, workbooks, JSON, Parquet."""
