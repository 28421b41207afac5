"""`make bench`: what the product takes, beside yardsticks measured in the same run. Nothing here is a test."""
