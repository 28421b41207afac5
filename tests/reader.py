"""The reader of foreign files in the test's own process: what the child would do, without its start (a second each)."""

import json
import warnings
from collections.abc import Generator
from typing import Any

from data_access.untrusted.sandbox import DEFAULT, LONGEST_REASON, Limits, Message
from data_access.untrusted.sandbox_child import results
from domain.errors import AtlasError, SourceError

_END = object()


def stream(
    target: str, *args: Any, limits: Limits = DEFAULT, subject: str = "The file"
) -> Generator[Message, None, None]:
    """As data_access.untrusted.sandbox.stream, but for the limits; arguments and documents pass through JSON there and here."""
    found = results(target, json.loads(json.dumps(args, default=str)))
    try:
        while (pair := _next(found)) is not _END:
            frames, data = pair
            yield Message(frames=frames, data=json.loads(json.dumps(data)))
    except SourceError:
        raise
    except AtlasError as error:
        raise SourceError(str(error)[:LONGEST_REASON]) from error


def _next(found: Any) -> Any:
    """A library's warning is no error in the child; here it is none either."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return next(found, _END)
