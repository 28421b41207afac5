"""The source of incidents: companies, each of which alone sees what it brought."""

from data_access.sources.base import SourceInfo
from domain.codes import STRICTEST
from domain.messages import N_

INCIDENTS = "incidents"
"""The name of the adapter, and of the frame of its chunks."""
INFO = SourceInfo(
    source_id="incidents",
    name=N_("Incidents of companies"),
    publisher=N_("Companies, each for itself"),
    kind="private",
    note=N_(
        "Incidents that companies brought by our template. Each sees its own alone; of a sector only what suppression "
        "lets pass is shown."
    ),
    handling=STRICTEST,
)
