"""Single records: listed, searched, shown, linked; and statistics that are no seizures."""
