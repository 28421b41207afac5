"""The sources of cases: those that ship with the program, and those that are written here or imported."""

from data_access.sources.base import SourceInfo
from domain.messages import N_

INFO = SourceInfo(
    source_id="cases",
    name=N_("Cases written here or imported"),
    publisher=N_("Whoever wrote or imported them"),
    kind="official",
    note=N_("Cases that analysts wrote into this installation, or brought by its template."),
)
SHIPPED = SourceInfo(
    source_id="casebook",
    name=N_("Casebook of the program"),
    publisher=N_("Contraband Atlas"),
    kind="official",
    note=N_(
        "Real cases in our own words, from public texts, each with its sources, their grade and what was not checked. "
        "They were chosen because they are documented: they are no sample."
    ),
)
