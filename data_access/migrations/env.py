"""Alembic's environment: runs on the connection that the engine hands over."""

from alembic import context

from data_access.casebook import tables as _cases  # noqa: F401 - its tables belong to the schema
from data_access.incidents import tables as _incidents  # noqa: F401 - its table too
from data_access.records import observations as _  # noqa: F401 - so do these
from data_access.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
context.run_migrations()
