"""Networks of groups and roles: never of persons by name."""
