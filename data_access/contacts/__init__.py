"""Contact points of the operator: offices and their functional mailboxes, maintained by import."""
