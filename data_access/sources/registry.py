"""The adapters by the name that the shell knows."""

from data_access.entries.registry import KINDS
from data_access.sources.base import Adapter
from data_access.sources.cites import Cites
from data_access.sources.entries import Entries
from data_access.sources.incidents import Incidents
from data_access.sources.lemis import Lemis
from data_access.sources.network import Network
from data_access.sources.oc_index import OcIndex
from data_access.sources.template import Template
from data_access.sources.unodc_annual import UnodcAnnual
from data_access.sources.unodc_glotip import UnodcGlotip
from data_access.sources.unodc_ids import UnodcIds
from data_access.sources.us_cbp import UsCbp, UsCbpAmo

ADAPTERS: dict[str, Adapter] = {
    "unodc-ids": UnodcIds(),
    "unodc-annual": UnodcAnnual(),
    "cites": Cites(),
    "lemis": Lemis(),
    "us-cbp": UsCbp(),
    "us-cbp-amo": UsCbpAmo(),
    "unodc-glotip": UnodcGlotip(),
    "oc-index": OcIndex(),
    "network": Network(),
    "template": Template(),
    **{name: Entries(kind) for name, kind in KINDS.items()},
    "incidents": Incidents(),
}
MAPPED = {"network": Network()}
"""Adapters that take a mapping of columns."""
