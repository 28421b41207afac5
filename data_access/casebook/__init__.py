"""Cases with links to organised crime: read, kept with every change, asked (domain.cases says what is proven)."""
