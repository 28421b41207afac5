"""How the parts of a case document are read: each gives its value, or notes what is wrong with which field."""

import re
from collections.abc import Collection, Mapping, Sized
from dataclasses import dataclass, field
from typing import Any

from data_access.sources.template_columns import with_nearest
from domain.messages import N_, Message, message

LONGEST = 6_000
"""Letters of one text."""
MOST = 200
"""Entries of one list."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Fault:
    """What cannot be taken: the field (of a list with its place, from 1), what stands there, and what to write."""

    field: str
    value: str
    reason: Message


@dataclass
class Fields:
    """The members of one object, taken one after the other; what nobody took is a fault."""

    members: Mapping[str, Any]
    name: str = ""
    faults: list[Fault] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def fault(self, key: str, value: object, reason: Message) -> None:
        """Note a fault of a member."""
        shown = CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value if value is not None else ""))
        self.faults.append(Fault(self._named(key), shown[:200], reason))

    def _named(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name and key else self.name or key

    def get(self, key: str) -> Any:
        """A member as it is, null where it is not there."""
        self.taken.add(key)
        return self.members.get(key)

    def text(self, key: str, *, required: bool = False, longest: int = LONGEST) -> str:
        """A text without blanks around it; '' where there is none."""
        text = self._checked(key, self.get(key), longest)
        if required and not text and not any(fault.field == self._named(key) for fault in self.faults):
            self.fault(key, text, message("this is needed"))
        return text

    def _checked(self, key: str, value: object, longest: int) -> str:
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(key, value, message("a text is wanted"))
            return ""
        text = value.strip()
        if len(text) > longest:
            self.fault(key, text, message("longer than {n} letters", n=longest))
        if CONTROL.search(text):
            self.fault(key, text, message("it contains control characters or bytes that are no text"))
        return text

    def code(self, key: str, codes: Collection[str], *, required: bool = True) -> str:
        """One of a closed list."""
        text = self.text(key, required=required)
        if text and text not in codes:
            self.fault(key, text, with_nearest(message("not one of the codes of this field."), text, list(codes)))
        return text

    def flag(self, key: str, *, missing: bool | None = None) -> bool | None:
        """True, false, or what a missing one means."""
        value = self.get(key)
        if value is not None and not isinstance(value, bool):
            self.fault(key, value, message("yes or no is wanted"))
            return missing
        return missing if value is None else value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._list(key)
        found = [self._checked(self._place(key, n), one, LONGEST) for n, one in enumerate(value, 1)]
        return tuple(filter(None, found))

    def objects(self, key: str) -> list["Fields"]:
        """A list of objects, each with its place as its name; call `close` on each."""
        found = []
        for number, one in enumerate(self._list(key), 1):
            if isinstance(one, Mapping):
                found.append(Fields(one, self._place(key, number)))
            else:
                self.fault(self._place(key, number), one, message("an object with named fields is wanted"))
        return found

    def object(self, key: str) -> "Fields":
        """An object inside; empty where there is none."""
        value = self.get(key)
        if value is not None and not isinstance(value, Mapping):
            self.fault(key, value, message("an object with named fields is wanted"))
        return Fields(value if isinstance(value, Mapping) else {}, key)

    def need(self, key: str, found: Sized) -> None:
        """Note that a list has nothing in it, unless it is noted already why."""
        if not len(found) and not any(fault.field.startswith(key) for fault in self.faults):
            self.fault(key, "", message("this is needed"))

    def close(self, into: "Fields | None" = None) -> None:
        """Note what nobody took; hand the faults to the object around."""
        for key in self.members:
            if key not in self.taken:
                unknown = message("there is no such field.")
                self.fault(str(key), self.members[key], with_nearest(unknown, str(key), sorted(self.taken)))
        if into is not None:
            into.faults += self.faults

    def _place(self, key: str, number: int) -> str:
        return f"{key}[{number}]"

    def _list(self, key: str) -> list[Any]:
        value = self.get(key)
        if value is None or value == "":
            return []
        if not isinstance(value, list):
            self.fault(key, value, message("a list is wanted"))
            return []
        if len(value) > MOST:
            self.fault(key, len(value), message("more than {n} entries", n=MOST))
        return value[:MOST]


SAID_TWICE = N_("it stands in this list already")
