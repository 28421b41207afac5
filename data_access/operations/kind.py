"""Operations of the operator as a kind of entries."""

from collections.abc import Mapping

from data_access.entries.flat import flat_kind
from data_access.facts.ledger import shipped
from data_access.operations.documents import FLAT
from data_access.operations.tables import PARTS, OperationVersion
from data_access.sources.base import SourceInfo
from domain.messages import N_

INFO = SourceInfo(
    source_id="operations",
    name=N_("Operations written here or imported"),
    publisher=N_("Whoever wrote or imported them"),
    kind="official",
    note=N_(
        "Closed, publicly announced operations that analysts wrote into this installation, or brought by its template."
    ),
)
SHIPPED = SourceInfo(
    source_id="operation-ledger",
    name=N_("Ledger of operations of the program"),
    publisher=N_("Contraband Atlas"),
    kind="official",
    note=N_("Announced operations in our own words, from public texts, each with its sources and their grade."),
)


def _reserved() -> Mapping[str, None]:
    """The ids of those that come with the program: they are nobody else's."""
    return dict.fromkeys(shipped().ledger["op_id"])


OPERATIONS = flat_kind(
    FLAT,
    info=INFO,
    versions=OperationVersion,
    parts=PARTS,
    reserved=_reserved,
    shipped=SHIPPED,
    discreet=("status", "end"),
)
