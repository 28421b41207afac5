"""The database: tables, engines, migrations run, one file of everything, saved views, private files."""
