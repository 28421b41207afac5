"""What leaves the house: an answer with all that must travel with it. Pages and the shell make the same files."""
