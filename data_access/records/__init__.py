"""Single records: listed, searched, shown, linked; and other statistics."""
