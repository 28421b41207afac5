"""Training as a kind of entries."""

from data_access.entries.flat import as_document
from data_access.entries.kind import Kind
from data_access.sources.base import SourceInfo
from data_access.training.documents import FLAT, TEMPLATE
from data_access.training.tables import PARTS, TrainingVersion
from domain.messages import N_

INFO = SourceInfo(
    source_id="training",
    name=N_("Training recorded here"),
    publisher=N_("Whoever wrote or imported it"),
    kind="official",
    note=N_("Courses, academies and participants written into this installation, or brought by its template."),
)
TRAINING = Kind(
    name="training",
    template=TEMPLATE,
    info=INFO,
    versions=TrainingVersion,
    parts=PARTS,
    read=FLAT.read,
    as_document=as_document,
    plain=FLAT.plain,
    part_rows=FLAT.part_rows,
    rebuilt=FLAT.rebuilt,
)
