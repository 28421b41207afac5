"""Cases as a kind of entries."""

from collections.abc import Mapping

from data_access.casebook.columns import CASES as TEMPLATE
from data_access.casebook.documents import as_document, read_case
from data_access.casebook.rows import parts, plain
from data_access.casebook.source import INFO, SHIPPED
from data_access.casebook.tables import PARTS, CaseVersion
from data_access.entries.kind import Kind
from data_access.facts.cases import shipped
from domain.cases.case import Case


def _reserved() -> Mapping[str, Case]:
    return {case.case_id: case for case in shipped()}


CASES = Kind(
    name="cases",
    template=TEMPLATE,
    info=INFO,
    versions=CaseVersion,
    parts=PARTS,
    read=read_case,
    as_document=as_document,
    plain=plain,
    part_rows=parts,
    row="case_row",
    id="case_id",
    reserved=_reserved,
    shipped=SHIPPED,
    exported=("proven", "source", "version"),
)
