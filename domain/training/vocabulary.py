"""The closed lists of a course, each code with its words."""

from domain.codes import AGENCY_KINDS
from domain.messages import N_

AGENCIES = {code: label for code, label in AGENCY_KINDS.items() if code}
"""Kinds of agency that send participants: those of seizures."""
KINDS = {
    "course": N_("Course"),
    "academy": N_("Programme of an academy"),
    "workshop": N_("Workshop or seminar"),
    "exercise": N_("Exercise"),
    "mentoring": N_("Mentoring on the job"),
}
LEVELS = {
    "awareness": N_("Awareness"),
    "basic": N_("Basic"),
    "advanced": N_("Advanced"),
    "specialist": N_("Specialist"),
    "trainers": N_("Training of trainers"),
}
MODES = {
    "in_person": N_("In person"),
    "online": N_("Online"),
    "both": N_("In person and online"),
}
