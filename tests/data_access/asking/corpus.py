"""The questions beside this file, each with the page and the parameters that it should open."""

import re
from dataclasses import dataclass
from pathlib import Path

from data_access.asking.reading import read
from domain.asking import Reading

HERE = Path(__file__).parent
LATEST = 2025


@dataclass(frozen=True)
class Expected:
    text: str
    page: str
    query: dict[str, list[str]]
    ask: list[str]
    left: list[str]

    def met(self, found: Reading) -> bool:
        return (
            found.page == self.page
            and {key: sorted(values) for key, values in found.query} == self.query
            and sorted(one.text for one in found.ask) == self.ask
            and sorted(one.text for one in found.left) == self.left
        )

    def silently_wrong(self, found: Reading) -> bool:
        """Another page or another filter, and not a word of doubt."""
        same = found.page == self.page and {key: sorted(values) for key, values in found.query} == self.query
        return not (same or found.ask or found.left or any(one.misspelt for one in found.understood))


def corpus(name: str) -> list[Expected]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [_expected(line) for line in lines if line and not line.startswith("#")]


def _expected(line: str) -> Expected:
    text, page, query, ask, left = (part.strip() for part in line.split("|"))
    pairs = (one.partition("=") for one in re.split(r" (?=\w+=)", query) if one)
    return Expected(
        text=text,
        page=page,
        query={key: sorted(value.split("+")) for key, _, value in pairs},
        ask=sorted(filter(None, map(str.strip, ask.split(",")))),
        left=sorted(filter(None, map(str.strip, left.split(",")))),
    )


def asked(text: str, **chosen: str) -> Reading:
    return read(text, LATEST, chosen)
