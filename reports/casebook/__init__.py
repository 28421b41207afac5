"""The casebook in words and as files: each case with its sources, its standards and its caveats."""
