"""The only room that knows SQL: sources, store, cube and the gateway that answers questions."""
