"""One small invented document of each flat kind of entries."""

from tests.data_access.sources.test_operations import GOOD as OPERATION

DOCUMENTS = {"operations": OPERATION}
