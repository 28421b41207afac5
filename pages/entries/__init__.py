"""The form in which an entry (a case, an operation, a course) is written or corrected."""
