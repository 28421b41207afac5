"""The kinds of entries by the name that the shell knows."""

from data_access.casebook.kind import CASES
from data_access.contacts.kind import CONTACTS
from data_access.entries.kind import Kind
from data_access.operations.kind import OPERATIONS
from data_access.targets.kind import TARGETS
from data_access.training.kind import TRAINING

KINDS: dict[str, Kind] = {kind.name: kind for kind in (CASES, OPERATIONS, TRAINING, CONTACTS, TARGETS)}
