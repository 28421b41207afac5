"""Add or correct a course: participants as numbers, never names; the rules of every import, each change kept."""

from domain.messages import N_
from pages.entries import form_page
from pages.entries.form_actions import FormPage
from pages.parts.answers import for_reader
from reports.training.form import FORM

form_page.draw(
    FormPage(
        form=FORM,
        store=lambda: for_reader().training.entries,
        form_page="training/course_form",
        entry_page="training/course",
        back=N_("Back to the course"),
        end=N_("To be withdrawn"),
    ),
    new=N_("Add a course"),
    correct=N_("Correct course {id}"),
    closed=N_("On this server readers cannot change training. The operator can, by `atlas import training FILE`."),
    rule=N_(
        "Only courses that were held. Participants are numbers by country and kind of agency: no names of persons, in "
        "no field. Each change is kept, with its reason."
    ),
)
