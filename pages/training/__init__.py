"""Training: the list of courses, one course, its form, and what they share."""
