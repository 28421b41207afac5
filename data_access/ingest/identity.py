"""What makes a record the same record: the source's own id, else its content and its ordinal among identical rows.

Keys are BLAKE2b-128 (RFC 7693) in hexadecimal: the same record has the same key in every store.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

MARK = "\x1e"


def digest(*parts: str) -> str:
    """The key of a text in parts."""
    return hashlib.blake2b(MARK.join(parts).encode(), digest_size=16).hexdigest()


@dataclass
class Keys:
    """Gives keys to the records of one import; remembers how often each content came."""

    source: str
    seen: dict[bytes, int] = field(default_factory=dict)

    def of(self, contents: Sequence[str]) -> tuple[list[str], list[int]]:
        """Record keys and ordinals of rows without an id: equal rows get equal content, unlike ordinals."""
        keys, ordinals, seen = [], [], self.seen
        start = hashlib.blake2b(f"{self.source}{MARK}".encode(), digest_size=16)
        for content in contents:
            found = start.copy()
            found.update(content.encode())
            name = found.digest()
            ordinal = seen.get(name, 0)
            seen[name] = ordinal + 1
            found.update(b"\x1e%d" % ordinal)  # MARK
            keys.append(found.hexdigest())
            ordinals.append(ordinal)
        return keys, ordinals

    def keyed(self, heads: pl.DataFrame) -> pl.DataFrame:
        """heads (record_id, content) with record_key, content_key and ordinal.

        A record with an id is that record whatever its content: ordinal 0, never a copy.
        """
        named = heads["record_id"].to_list()
        contents = heads["content"].to_list()
        keys, ordinals = self.of([f"id{MARK}{i}" if i else c for i, c in zip(named, contents, strict=True)])
        digests = [""] * len(named)
        for at, record_id in enumerate(named):
            if record_id:
                keys[at], ordinals[at] = digest(self.source, "id", record_id), 0
                digests[at] = digest(contents[at])
        return heads.with_columns(
            pl.Series("record_key", keys, pl.String),
            pl.Series("content_key", digests, pl.String),
            pl.Series("ordinal", ordinals, pl.Int64),
        )
