"""Add or correct an operation: only what is over and was announced; the rules of every import, each change kept."""

from domain.messages import N_
from pages.entries import form_page
from pages.entries.form_actions import FormPage
from pages.parts.answers import for_reader
from reports.operations.form import FORM

form_page.draw(
    FormPage(
        form=FORM,
        store=lambda: for_reader().operations.entries,
        form_page="operations/operation_form",
        entry_page="operations/operation",
        back=N_("Back to the operation"),
        end=N_("To be withdrawn"),
    ),
    new=N_("Add an operation"),
    correct=N_("Correct operation {id}"),
    closed=N_("On this server readers cannot change operations. The operator can, by `atlas import operations FILE`."),
    rule=N_(
        "Only operations that are over and were publicly announced: what is planned or running is told to nobody. No "
        "names of persons. Those that come with the program stay as they are. Each change is kept, with its reason."
    ),
)
