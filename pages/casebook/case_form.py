"""Add or correct a case: plain fields, by the rules of every import; a draft stands apart from what is published."""

from domain.messages import N_
from pages.casebook.overturned import overturned
from pages.entries import form_page
from pages.entries.form_actions import FormPage
from pages.parts.answers import for_reader
from reports.casebook.form import FORM

form_page.draw(
    FormPage(
        form=FORM,
        store=lambda: for_reader().cases,
        form_page="casebook/case_form",
        entry_page="casebook/case",
        back=N_("Back to the case"),
        end=N_("Overturned, or to be withdrawn"),
        other_end=overturned,
    ),
    new=N_("Add a case"),
    correct=N_("Correct case {id}"),
    closed=N_("On this server readers cannot change cases. The operator can, by `atlas import cases FILE`."),
    rule=N_(
        "Anybody who reads this server can read what is published here: name nobody who was not convicted, and nobody "
        "in a title but in an official case name. Each change is kept, with its reason."
    ),
)
