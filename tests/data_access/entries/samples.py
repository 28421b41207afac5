"""One small invented document of each flat kind of entries."""

from tests.data_access.sources.test_contacts import GOOD as CONTACT
from tests.data_access.sources.test_operations import GOOD as OPERATION
from tests.data_access.sources.test_targets import GOOD as TARGET
from tests.data_access.sources.test_training import GOOD as TRAINING

DOCUMENTS = {"operations": OPERATION, "training": TRAINING, "contacts": CONTACT, "targets": TARGET}
