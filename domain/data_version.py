"""The mark of a data version in a link: its number, and letters that no other version of this or another store has."""

import re
from datetime import datetime
from hashlib import blake2b

from domain.errors import UsageError

PARAMETER = "version"
"""Of an address."""
_FORM = re.compile(r"([1-9][0-9]{0,8})-[0-9a-f]{8}", re.ASCII)


def mark(version: int, store: str, run_id: str, made: datetime) -> str:
    """'7-48f75e2e': a restored backup counts on from an older number, and so do the demo and every other store."""
    stamp = blake2b("\x1e".join((store, run_id, f"{made:%Y-%m-%dT%H:%M:%S}")).encode(), digest_size=4).hexdigest()
    return f"{version}-{stamp}"


def number(text: str) -> int:
    """The number of a version by its mark. Raises UsageError for what is no mark."""
    found = _FORM.fullmatch(text)
    if not found:
        raise UsageError(
            "'version' must be a data version as links here write it, such as 7-48f75e2e. What has changed since is "
            "not shown."
        )
    return int(found[1])
