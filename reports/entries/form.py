"""The fields of an entry as a form shows them, in parts, each with its label; what is wrong, named by label and row."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from data_access.entries.fields import Fault
from data_access.entries.kind import Kind
from data_access.entries.template import EntryColumn, put, value_at
from domain.words import Words

_PLACE = re.compile(r"\[(\d+)\](?:\.(\w+))?$")


@dataclass(frozen=True, kw_only=True, eq=False)
class EntryForm:
    """`key`: begins the keys of its widgets. `parts`: heading → the columns of the template that stand below it.

    `rows`: lists of entries with several fields each; `choices`: those of their fields that take a code, `add` and
    `headings`: what their button and the line above say. `long`: texts that may take several lines. `listed`: the codes
    that a column of the kind 'list' offers, with words (`worded`: columns whose words are ours, to be translated).
    `named`: columns that a document has in words → their codes.
    """

    kind: Kind
    key: str
    parts: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    listed: Callable[[str], Mapping[str, str]]
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    row_labels: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    add: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    long: frozenset[str] = frozenset()
    worded: frozenset[str] = frozenset()
    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Its columns in the order of the form."""
        return tuple(name for names in self.parts.values() for name in names)

    def column(self, name: str) -> EntryColumn:
        """A column of the template."""
        return self.kind.template.column(name)

    def kind_of(self, name: str) -> str:
        """How a column is filled in: a list without codes to choose from has one name a line."""
        kind = self.column(name).kind
        return "lines" if kind == "list" and not self.listed(name) else kind

    def value_of(self, document: dict[str, Any], name: str) -> Any:
        """What a document says of a column; null where it says nothing."""
        return value_at(document, self.column(name))

    def put(self, document: dict[str, Any], name: str, value: Any) -> None:
        """Let a document say this of a column."""
        put(document, self.column(name), value)

    def faults_in_words(self, faults: Iterable[Fault], words: Words) -> list[str]:
        """'Quantity 1, unit: an amount needs a unit', each with the label that stands on the page."""
        return [self._fault(fault, words) for fault in faults]

    def _fault(self, fault: Fault, words: Words) -> str:
        name = self.kind.template.column_of(fault.field)
        label = words.t(self.labels[name]) if name in self.labels else name
        if found := _PLACE.search(fault.field):
            label = words.t("{label} {n}", label=label, n=found[1])
            if found[2] in self.row_labels:
                label = words.t("{label}, {field}", label=label, field=words.t(self.row_labels[found[2]]))
        return words.t("{label}: {reason}", label=label, reason=words.say(fault.reason))
