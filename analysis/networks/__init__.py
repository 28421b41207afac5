"""Networks of groups, roles and cases: what hangs together, who stands between, how sure that is."""
