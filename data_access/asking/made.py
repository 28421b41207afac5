"""The parameters of a page as they are put together, and what became of each phrase."""

from dataclasses import dataclass, field

from data_access.asking.items import Item
from data_access.asking.parts import Parts
from domain.asking import Sense, Understood

CASES = ("cases", "convergence")
NOTHING_TAKEN = ("case", "saved", "import", "about", "benchmarks", "sector")
"""Pages that take no filter of a question."""


@dataclass
class Parameters:
    """The parameters of a page as they are put together, and what became of each phrase."""

    page: str
    parts: Parts
    query: dict[str, list[str]] = field(default_factory=dict)
    understood: list[tuple[int, Understood]] = field(default_factory=list)

    def add(self, item: Item, key: str, *values: str) -> None:
        """A phrase became these values of a parameter."""
        held = self.query.setdefault(key, [])
        held += [value for value in values if value not in held]
        self.note(item, key, *values)

    def put(self, item: Item, key: str, value: str) -> None:
        """A phrase became the value of a parameter that has only one."""
        if self.query.get(key, [value]) != [value]:
            self.parts.leave(item, "twice")
        else:
            self.query[key] = [value]
            self.note(item, key, value)

    def note(self, item: Item, key: str, *values: str) -> None:
        """What became of a phrase."""
        asked = any(i.begin == item.begin for i, _ in self.parts.ask)
        sense = item.sense or Sense(kind="period")
        if not asked:
            entry = Understood(
                text=item.text, sense=sense, key=key, values=values, misspelt=item.misspelt, choices=item.choices
            )
            self.understood.append((item.begin, entry))
