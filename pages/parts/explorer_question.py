"""The question of the explorer: read from the address and checked. What makes no sense is said, never asked."""

from dataclasses import dataclass

import streamlit as st

from domain.codes import VALUATIONS
from domain.dimensions import DIMENSIONS
from domain.forms import STATISTICS_BY, lengths, orders, oriented, scales, sensible
from domain.measures import INDICATORS, MEASURES
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from pages.parts import data, reader

DEFAULT_BY = ("country",)
KIND_KEYS = {"quantity": ("unit_class",), "value": ("currency", "valuation")}
"""What a measure needs to be of one kind that can be added."""
_NO_PERSONS = ("oc-score",)
"""Statistics that count no persons."""
LINK = ":material/link_off:"


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


def measures(selection: Selection) -> list[str]:
    """What can be measured in this selection, persons too."""
    return of_seizures(selection) + _persons()


def of_seizures(selection: Selection) -> list[str]:
    """What of seizures can be measured in this selection."""
    held = {"seizures": True, "quantity": data.quantities(selection).height, "value": data.values(selection).height}
    return [m for m, some in held.items() if some]


def _persons() -> list[str]:
    return [i for i in data.indicators() if i in INDICATORS and i not in _NO_PERSONS]


def kinds(selection: Selection, measure: str) -> list[tuple[str, ...]]:
    """The kinds of a measure that occur: unlike units, currencies and bases are never added."""
    if measure == "quantity":
        return [(u,) for u in data.quantities(selection)["unit_class"] if u]
    pairs = data.values(selection).select("currency", "valuation").iter_rows()
    return [(c, v) for c, v in pairs if c and v]


def asked(selection: Selection) -> Question:
    """The question of the address. What cannot be asked is said, and the nearest that can takes its place."""
    measure, kind = measured(selection, ("seizures", *KIND_KEYS, *_persons()))
    return Question(measure=measure, kind=kind, by=_by(measure))


def measured(selection: Selection, known: tuple[str, ...] = ("seizures", *KIND_KEYS)) -> tuple[str, tuple[str, ...]]:
    """The measure of the address and its kind, of those known; what cannot be asked is said."""
    measure = reader.own("measure") or "seizures"
    if measure not in known:
        st.error("The link names no measure that we know; reported seizures are shown.", icon=LINK)
        measure = "seizures"
    if measure not in KIND_KEYS:
        return measure, ()
    held = kinds(selection, measure)
    told = tuple(reader.own(k) for k in KIND_KEYS[measure])
    if not held:
        st.info(f"No {measure} is told in this selection; the number of seizures is shown.")
        return "seizures", ()
    if any(told) and told not in held:
        st.info(f"This {measure} is not told in this selection; {kind_label(held[0])} is shown.")
    return measure, told if told in held else held[0]


def _by(measure: str) -> tuple[str, ...]:
    told = tuple(filter(None, reader.own("by").split(",")))
    if not told:
        return DEFAULT_BY
    if sensible(told) and (measure not in INDICATORS or set(told) <= set(STATISTICS_BY)):
        return oriented(told)
    st.error("The link sets things against each other that make no table; another is shown.", icon=LINK)
    return DEFAULT_BY


def view(question: Question, forms: tuple[str, ...]) -> View:
    """How to draw: what the address says where it makes sense, else the best."""
    form = _one("form", forms)
    scale = _one("scale", scales(form, question.by, additive=not question.persons))
    order = _one("order", orders(question.by[0], question.measure))
    told, (usual, most) = reader.own("shown"), lengths(form, question.by)
    shown = int(told[:6]) if told.isdecimal() and 0 < int(told[:6]) <= most else usual
    wanted = [reader.own(k) for k in ("form", "scale", "order")]
    if any(asked_for not in ("", now) for asked_for, now in zip(wanted, (form, scale, order), strict=True)):
        st.error("The link asks for a drawing that makes no sense here; the best one is shown.", icon=LINK)
    return View(form=form, scale=scale, order=order, shown=shown)


def _one(key: str, held: tuple[str, ...]) -> str:
    return reader.own(key) if reader.own(key) in held else held[0]
