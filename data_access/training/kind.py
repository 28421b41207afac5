"""Training as a kind of entries."""

from data_access.entries.flat import flat_kind
from data_access.sources.base import SourceInfo
from data_access.training.documents import FLAT
from data_access.training.tables import PARTS, TrainingVersion
from domain.messages import N_

INFO = SourceInfo(
    source_id="training",
    name=N_("Training recorded here"),
    publisher=N_("Whoever wrote or imported it"),
    kind="official",
    note=N_("Courses, academies and participants written into this installation, or brought by its template."),
)
TRAINING = flat_kind(FLAT, info=INFO, versions=TrainingVersion, parts=PARTS)
