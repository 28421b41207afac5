"""Cases of illicit trade with organised crime: their vocabularies, what "proven" means, what protects people."""
