"""Where inside a country, and where exactly: as far as shapes and records allow."""
