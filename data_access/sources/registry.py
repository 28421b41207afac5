"""The adapters by the name that the shell knows."""

from data_access.sources.base import Adapter
from data_access.sources.unodc_ids import UnodcIds

ADAPTERS: dict[str, Adapter] = {"unodc-ids": UnodcIds()}
