"""Contact points as a table, and the draft of a message that refers a record to its owner."""
