"""Targets that the operator sets: what each is counted by, from records alone."""

from domain.messages import N_

MEASURES = {
    "operations": N_("Closed, announced operations"),
    "courses": N_("Courses recorded"),
    "participants": N_("Participants recorded"),
    "countries_trained": N_("Countries and territories with a course recorded"),
    "countries_reporting": N_("Countries and territories with reported seizures"),
    "joint_cases": N_("Documented cases that name courts of several countries"),
}
CAUTIONS = {
    "operations": N_("on goods, without totals of several; only what was announced and found"),
    "courses": N_("only what was entered here"),
    "participants": N_("of courses that tell a number; who took two courses counts twice"),
    "countries_trained": N_("of courses that name their countries"),
    "countries_reporting": N_("in the records at hand; none reported is no zero"),
    "joint_cases": N_("by their year of judgment, proven or not; most cases do not tell who worked together"),
}
"""What must stand beside a figure of each."""
