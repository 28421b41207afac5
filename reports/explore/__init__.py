"""The explorer: a question of the reader, answered, drawn in the form that fits, with what is known of it."""
