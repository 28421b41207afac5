"""A question and how its answer is drawn, with the words and kinds of measures (Explorer page and `atlas chart`)."""

from dataclasses import dataclass

from domain.codes import VALUATIONS
from domain.dimensions import DIMENSIONS
from domain.measures import INDICATORS, MEASURES
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from reports.desk import Desk

DEFAULT_BY = ("country",)
KIND_KEYS = {"quantity": ("unit_class",), "value": ("currency", "valuation")}
"""What a measure needs to be of one kind that can be added."""
_NO_PERSONS = ("oc-score",)
"""Statistics that count no persons."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A measure, its kind (unit class, or currency and basis, or nothing), and the dimensions: rows, then columns."""

    measure: str = "seizures"
    kind: tuple[str, ...] = ()
    by: tuple[str, ...] = DEFAULT_BY

    @property
    def persons(self) -> bool:
        """Whether it asks for statistics of persons, which are no seizures."""
        return self.measure in INDICATORS

    @property
    def unit_class(self) -> str:
        """Of a quantity, else ''."""
        return self.kind[0] if self.measure == "quantity" else ""

    @property
    def currency(self) -> str:
        """Of a value, else ''."""
        return self.kind[0] if self.measure == "value" else ""

    @property
    def valuation(self) -> str:
        """The basis of a value, else ''."""
        return self.kind[1] if self.measure == "value" else ""

    @property
    def unit(self) -> str:
        """The counting unit."""
        if self.unit_class:
            return f"{UNIT_CLASSES[self.unit_class].unit}, as reported"
        if self.currency:
            return f"{kind_label(self.kind)}, as reported"
        return "persons reported, at least" if self.persons else MEASURES["seizures"].counting_unit

    @property
    def label(self) -> str:
        """The measure in words."""
        return measure_label(self.measure)

    def heading(self, position: int) -> str:
        """What the members of a dimension are."""
        if self.persons and self.by[position] == "country":
            return "Country or territory"
        return DIMENSIONS[self.by[position]].label

    def say(self, position: int) -> str:
        """A dimension inside a sentence."""
        return lowered(self.heading(position))

    @property
    def caution(self) -> str:
        """How not to read it."""
        if not self.persons:
            return MEASURES[self.measure].caution
        return (
            "Persons that authorities found and reported: no seizures, and never added to them. Figures under five are "
            "published as '<5' and count here as the least that they can be."
        )


@dataclass(frozen=True, kw_only=True)
class View:
    """How the answer is drawn."""

    form: str
    scale: str
    order: str
    shown: int


def measure_label(measure: str) -> str:
    """A measure in words."""
    return MEASURES[measure].label if measure in MEASURES else INDICATORS[measure]


def kind_label(kind: tuple[str, ...]) -> str:
    """A kind in words: 'Mass (kg)' or 'USD, street value'."""
    if len(kind) == 1:
        return f"{UNIT_CLASSES[kind[0]].name} ({UNIT_CLASSES[kind[0]].unit})"
    return f"{kind[0]}, {VALUATIONS[kind[1]].lower()}"


def lowered(label: str) -> str:
    """A label inside a sentence; 'HS heading' keeps its capitals."""
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def measures(desk: Desk, selection: Selection) -> list[str]:
    """What can be measured in this selection, persons too."""
    return of_seizures(desk, selection) + persons(desk)


def of_seizures(desk: Desk, selection: Selection) -> list[str]:
    """What of seizures can be measured in this selection."""
    held = {"seizures": True, "quantity": desk.quantities(selection).height, "value": desk.values(selection).height}
    return [m for m, some in held.items() if some]


def persons(desk: Desk) -> list[str]:
    """The statistics that count persons and that the store holds."""
    return [i for i in desk.indicators() if i in INDICATORS and i not in _NO_PERSONS]


def kinds(desk: Desk, selection: Selection, measure: str) -> list[tuple[str, ...]]:
    """The kinds of a measure that occur: unlike units, currencies and bases are never added."""
    if measure == "quantity":
        return [(u,) for u in desk.quantities(selection)["unit_class"] if u]
    pairs = desk.values(selection).select("currency", "valuation").iter_rows()
    return [(c, v) for c, v in pairs if c and v]
