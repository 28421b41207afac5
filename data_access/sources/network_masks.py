"""What leaves a file of a network: codes and names of groups, and of persons nothing but a code.

Groups are (row, network, code, name, place, sort), ties (row, network, from, to, kind, weight). A name that may be a
person's is left out here, before anything is stored; so are rows that were refused (only a digest of them is kept, to
know them again).
"""

import hashlib
from collections.abc import Iterable

from domain.messages import N_
from domain.networks.labels import is_pseudonym, may_be_shown

Row = tuple[object, ...]
Refused = list[tuple[int, str, str, str, str]]
GROUP, ACTOR, MEETING = "group", "actor", "meeting"
"""What a node is: shown as 'Group 12', 'Actor 12' or 'Meeting 12' where it has no name."""
NAMED_BY_CODE = N_("this may be the name of a person: give each node a code, such as N12")
_SHORT = 12
"""Letters of a value that is shown: a name would be longer, or have a space."""


def digest(*cells: str) -> str:
    """Knows a row again without holding it."""
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:32]


def refusal(row: int, field: str, value: str, reason: str, cells: Iterable[str]) -> tuple[int, str, str, str, str]:
    """A row that is set aside: its number, the field and why; its value only where that can be no name."""
    word = value.strip()
    shown = word if len(word) <= _SHORT and " " not in word else ""
    return row, field, shown, reason, digest(str(row), *cells)


def name_of(label: str, *, organisation: bool = False) -> str:
    """A label as a name: '' for a pseudonym, which is a code, and for what may name a person."""
    label = " ".join(label.split())
    shown = not is_pseudonym(label) and may_be_shown(label, organisation=organisation)
    return label if shown else ""


def code_may_stand(code: str) -> bool:
    """Whether a code of a list names nobody."""
    return may_be_shown(code)


class Codes:
    """Codes of labels that a file uses as codes: those that may be shown are their own, the others are numbered."""

    def __init__(self, labels: Iterable[str], *, organisation: bool = False) -> None:
        every = list(dict.fromkeys(" ".join(label.split()) for label in labels))
        taken = set(every)
        self._codes: dict[str, str] = {}
        number = 0
        for label in every:
            if may_be_shown(label, organisation=organisation):
                self._codes[label] = label
                continue
            number += 1
            while f"x{number}" in taken:
                number += 1
            self._codes[label] = f"x{number}"

    def of(self, label: str) -> str:
        """The code of a label."""
        return self._codes[" ".join(label.split())]

    def node(self, row: int, network: str, label: str, sort: str = "") -> Row:
        """A node that is known by its label alone: a group where the label is one, else an actor."""
        code = self.of(label)
        name = name_of(label) if code == " ".join(label.split()) else ""
        return row, network, code, name, "", sort or (GROUP if name else ACTOR)
