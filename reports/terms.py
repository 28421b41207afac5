"""The terms of GLOSSARY.md, for readers who look for one: each with what is said of it."""

import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "GLOSSARY.md"
_ENTRY = re.compile(r"\*\*(?P<term>[^*]+?)\.?\*\*(?P<text>.+)", re.DOTALL)
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@cache
def terms() -> dict[str, str]:
    """Term → what it means, in the order of the file; none where the program came without it."""
    if not _FILE.is_file():
        return {}
    found = (_ENTRY.match(part.strip()) for part in _FILE.read_text(encoding="utf-8").split("\n\n"))
    return {m["term"]: " ".join(_BOLD.sub(r"\1", m["text"]).split()) for m in found if m}
