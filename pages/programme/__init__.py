"""The page that opens the section of the programme."""
