"""Words for places as reported → our codes; boundaries, divisions, lines between countries."""
