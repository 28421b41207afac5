"""Training: what may be asked of courses, academies and participants, and in which frames the answers come."""
