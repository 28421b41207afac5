"""Police and customs operations: what may be asked of them, and in which frames the answers come."""
