"""Whether the store answers: asked by probes and with each data version; the log says when that changes."""

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from data_access.store import postgresql
from domain.errors import StoreError

_LOG = logging.getLogger("contraband.store")
_LOCK = threading.Lock()
_OUT: dict[str, bool] = {}


def answered(url: str) -> None:
    """The store of this URL answered."""
    with _LOCK:
        was_out = _OUT.pop(url, False)
    if was_out:
        _LOG.warning("The store answers again.")


def failed(url: str, error: BaseException) -> None:
    """It did not. Logged once an outage, with the reason; the URL may hold a password and is not logged."""
    with _LOCK:
        known = _OUT.get(url, False)
        _OUT[url] = True
    if not known:
        cause = error.__cause__ if isinstance(error, StoreError) and error.__cause__ is not None else error
        said = postgresql.reason(cause) if isinstance(cause, SQLAlchemyError) else str(cause)
        _LOG.error("The store does not answer: %s", said)
