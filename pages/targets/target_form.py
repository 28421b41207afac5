"""Set or change a target: each change is kept, with its reason."""

from domain.messages import N_
from pages.entries import form_page
from pages.entries.form_actions import FormPage
from pages.parts.answers import for_reader
from reports.targets.form import FORM

form_page.draw(
    FormPage(
        form=FORM,
        store=lambda: for_reader().targets,
        form_page="targets/target_form",
        entry_page="targets/targets",
        back=N_("Back to the targets"),
        end=N_("To be withdrawn"),
    ),
    new=N_("Set a target"),
    correct=N_("Change target {id}"),
    closed=N_("On this server readers cannot change targets. The operator can, by `atlas import targets FILE`."),
    rule=N_(
        "A target is counted by what is recorded, and by nothing else. Say who set it, when and why; no names of "
        "persons. Each change is kept, with its reason."
    ),
)
