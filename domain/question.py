"""What is asked of the records, in one frozen value: it round-trips through the address of a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.benchmarks.dimensions import BENCHMARK_DIMENSIONS, BENCHMARK_MEASURES
from domain.benchmarks.selection import BenchmarkSelection
from domain.cases.dimensions import CASE_DIMENSIONS, CASE_MEASURES
from domain.cases.selection import CaseSelection
from domain.codes import VALUATIONS_INSIDE
from domain.dimensions import DIMENSIONS
from domain.entries.dimensions import EntryDimension, EntryMeasure
from domain.entries.selection import EntrySelection
from domain.errors import UsageError
from domain.measures import INDICATORS, MEASURES
from domain.messages import Message, message
from domain.operations.dimensions import OPERATION_DIMENSIONS, OPERATION_MEASURES
from domain.operations.selection import OperationSelection
from domain.selection import MAX_LENGTH, Selection
from domain.training.dimensions import TRAINING_DIMENSIONS, TRAINING_MEASURES
from domain.training.selection import TrainingSelection
from domain.units import UNIT_CLASSES

KIND_KEYS = {m.key: m.kind for m in MEASURES.values() if m.kind}
"""What a measure needs to be of one kind that can be added: the keys of its kind, in this order."""
LONGEST = 4 * MAX_LENGTH
"""Letters of one parameter of a page: a search, or the codes of what is compared."""
OPTIONS = (
    "profile",  # the country shown
    "focus",  # the region shown
    "unit_class",  # where the measure does not already say it
    "currency",
    "valuation",
    "into",  # the currency that values are shown in beside their own
    "estimate",  # the unit class that quantities of other classes are estimated in
    "scale",
    "classes",
    "against",
    "order",
    "page",
    "search",
    "sort",
    "record",
    "id",  # the case or the operation shown
    "network",  # an imported one, in place of the casebook's
    "ties",  # the kind of its ties
    "node",  # the one that stands out
    "good",  # the goods, or the group of them, shown
    "rows",  # of a matrix: goods, or their groups
    "base",  # the period that an index is measured against
    "view",  # how a trend is looked at
    "step",  # by year or by month
    "panel",  # the same reporters throughout beside all
    "operations",  # whether operations that coincided are marked
    "shown",
    "indicator",  # the statistic shown that is no seizure
    "least",
    "show",
    "share",
    "claim",  # what somebody wants to say
    "at",  # the year at which an animation stands, or that a list is of
    "earlier",
    "later",
    "per",
    "without",  # source types and funders of companies' incidents that are left out
)
"""Parameters of single pages, beside the filters and the measure: what is shown, and how."""
PAGES_OF: Mapping[str, str] = {
    **dict.fromkeys(("cases", "convergence", "networks"), "cases"),
    "operations": "operations",
    "training": "training",
    "benchmarks": "benchmarks",
}
"""Pages that ask for no seizures where no measure is named → the measure that they ask for."""
OF_CASES = frozenset(page for page, measure in PAGES_OF.items() if measure == "cases")
"""Those of the casebook."""
Scope = Selection | CaseSelection | OperationSelection | TrainingSelection | BenchmarkSelection
Registered = tuple[type[EntrySelection], Mapping[str, EntryDimension], Mapping[str, EntryMeasure]]
ENTRIES: Mapping[str, Registered] = {
    "cases": (CaseSelection, CASE_DIMENSIONS, CASE_MEASURES),
    "operations": (OperationSelection, OPERATION_DIMENSIONS, OPERATION_MEASURES),
    "training": (TrainingSelection, TRAINING_DIMENSIONS, TRAINING_MEASURES),
    "benchmarks": (BenchmarkSelection, BENCHMARK_DIMENSIONS, BENCHMARK_MEASURES),
}
"""What is documented and is no seizure: the field of a Question → its selection, dimensions and measures."""
OWN_KEYS = ("measure", "by", "form", *OPTIONS)
"""All that an address may hold beside the filters."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A selection; a measure and its kind (a unit class, or a currency and a basis, or nothing); rows and columns.

    `form` and `options` say how a page shows it ('' and () for its usual way): they never change a figure. Equal
    questions are equal values. Whether the records can answer is for the gateway and the pages to say: here anything
    that an address can hold is kept, so that a page can name what makes no sense.
    """

    selection: Selection = field(default_factory=Selection)
    cases: CaseSelection = field(default_factory=CaseSelection)
    """What is asked of the casebook, where the measure is one of cases."""
    operations: OperationSelection = field(default_factory=OperationSelection)
    """What is asked of the operations, where the measure is one of them."""
    training: TrainingSelection = field(default_factory=TrainingSelection)
    """What is asked of the training, where the measure is one of it."""
    benchmarks: BenchmarkSelection = field(default_factory=BenchmarkSelection)
    """What is asked of the published figures, where the measure is one of them."""
    measure: str = "seizures"
    kind: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    form: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Put the parts in canonical order: a kind is kept in one place, empty options are none."""
        keys = KIND_KEYS.get(self.measure, ())
        given = {key: value for key, value in self.options if value}
        if unknown := sorted(given.keys() - set(OPTIONS)):
            raise UsageError(
                "'{option}' is not an option of a page. Known: {known}.",
                option=unknown[0][:40],
                known=", ".join(OPTIONS),
            )
        kinds = dict(zip(keys, self.kind, strict=False)) if any(self.kind) else {}
        kind = tuple(kinds.get(key) or given.pop(key, "") for key in keys)
        object.__setattr__(self, "kind", kind if any(kind) else ())
        object.__setattr__(self, "options", tuple(sorted(given.items())))
        if self.of:
            object.__setattr__(self, "selection", Selection())
        for name, (selection, _, _) in ENTRIES.items():
            if name != self.of:
                object.__setattr__(self, name, selection())

    @classmethod
    def measured(cls, selection: Selection, measure: str, by: Iterable[str] = (), **kind: str) -> "Question":
        """A question whose kind is given by name (unit_class; currency, valuation). Raises UsageError for one that the
        measure does not take.
        """
        keys = KIND_KEYS.get(measure, ())
        if unfit := [key for key, value in kind.items() if value and key not in keys]:
            raise UsageError("'{measure}' takes no {kind}.", measure=measure[:40], kind=unfit[0].replace("_", " "))
        given = tuple(kind.get(key, "") for key in keys)
        return cls(selection=selection, measure=measure, kind=given, by=tuple(by))

    def own(self, key: str) -> str:
        """A parameter of the page that shows it (OWN_KEYS), '' where none is given."""
        return self._own().get(key, "")

    def _own(self) -> dict[str, str]:
        return {
            "measure": "" if self.measure == "seizures" else self.measure,
            **dict(zip(KIND_KEYS.get(self.measure, ()), self.kind, strict=False)),
            "by": ",".join(self.by),
            "form": self.form,
            **dict(self.options),
        }

    def to_query(self) -> dict[str, list[str]]:
        """The parameters of an address: codes only, so that a link works in every language."""
        return {key: [value] for key, value in self._own().items() if value} | self.scope.to_query()

    @property
    def scope(self) -> Scope:
        """What it is asked of: seizures, cases, operations, training or published figures."""
        asked: Scope = getattr(self, self.of or "selection")
        return asked

    @classmethod
    def from_query(cls, query: Mapping[str, Iterable[str]], usual: str = "seizures") -> "Question":
        """Read the parameters of an address; unknown keys are left out. `usual`: the measure where none is named.

        Raises UsageError for bad filters.
        """
        own = {key: next(iter(query.get(key, ())), "") for key in OWN_KEYS}
        for key, value in own.items():
            if len(value) > LONGEST:
                raise UsageError("The link contains too much for '{key}'.", key=key)
        measure = own["measure"] or usual
        of = entries_of(measure)
        asked: dict[str, Any] = (
            {of: ENTRIES[of][0].from_query(query)} if of else {"selection": Selection.from_query(query)}
        )
        return cls(
            **asked,
            measure=measure,
            by=tuple(filter(None, own["by"].split(","))),
            form=own["form"],
            options=tuple((key, own[key]) for key in OPTIONS),
        )

    @property
    def of(self) -> str:
        """What it asks for that is no seizure (ENTRIES); '' for seizures and statistics."""
        return entries_of(self.measure)

    @property
    def of_cases(self) -> bool:
        """Whether it asks for cases of the casebook, which are no seizures."""
        return self.measure in CASE_MEASURES

    @property
    def of_operations(self) -> bool:
        """Whether it asks for operations, which are no seizures either."""
        return self.measure in OPERATION_MEASURES

    @classmethod
    def of_page(cls, page: str, query: Mapping[str, Iterable[str]]) -> "Question":
        """The question of an address of a page. Raises UsageError for bad filters."""
        return cls.from_query(query, PAGES_OF.get(page, "seizures"))

    @property
    def additive(self) -> bool:
        """Whether its sums are plain figures of which shares can be taken: neither intervals nor chosen cases."""
        return not (self.persons or self.of)

    def values(self, dimension: str) -> tuple[str, ...]:
        """The codes of a dimension that it filters by; () for none."""
        return self.scope.values(dimension)

    @property
    def persons(self) -> bool:
        """Whether it asks for statistics of persons, which are no seizures."""
        return self.measure in INDICATORS

    @property
    def unit_class(self) -> str:
        """Of a quantity, else ''."""
        return self._kind("unit_class")

    @property
    def currency(self) -> str:
        """Of a value, else ''."""
        return self._kind("currency")

    @property
    def valuation(self) -> str:
        """The basis of a value, else ''."""
        return self._kind("valuation")

    def _kind(self, key: str) -> str:
        return dict(zip(KIND_KEYS.get(self.measure, ()), self.kind, strict=False)).get(key, "")

    @property
    def unit(self) -> Message:
        """The counting unit."""
        if self.unit_class:
            return message("{unit}, as reported", unit=message(UNIT_CLASSES[self.unit_class].unit))
        if self.currency:
            return message("{unit}, as reported", unit=kind_label(self.kind))
        if self.persons:
            return message("persons reported, at least")
        if self.of:
            return message(ENTRIES[self.of][2][self.measure].counting_unit)
        return message(MEASURES[self.measure if self.measure in MEASURES else "seizures"].counting_unit)

    @property
    def label(self) -> Message:
        """The measure in words."""
        return measure_label(self.measure)

    def heading(self, position: int) -> Message:
        """What the members of a dimension are."""
        if self.persons and self.by[position] == "country":
            return message("Country or territory")
        if self.of:
            return message(ENTRIES[self.of][1][self.by[position]].label)
        return message(DIMENSIONS[self.by[position]].label)

    def inside(self, position: int) -> Message:
        """A dimension inside a sentence."""
        if self.persons and self.by[position] == "country":
            return message("country or territory")
        if self.of:
            return message(ENTRIES[self.of][1][self.by[position]].inside)
        return message(DIMENSIONS[self.by[position]].inside)

    @property
    def caution(self) -> Message:
        """How not to read it."""
        if self.of:
            return message(ENTRIES[self.of][2][self.measure].caution)
        if not self.persons:
            return message(MEASURES[self.measure].caution)
        return message(
            "Persons that authorities found and reported: these are not seizures, and are never added to them. Figures "
            "under five are published as '<5' and count here as the least that they can be."
        )


def entries_of(measure: str) -> str:
    """What a measure counts that is no seizure (ENTRIES); '' for others."""
    return next((name for name, (_, _, measures) in ENTRIES.items() if measure in measures), "")


def measure_label(measure: str) -> Message:
    """A measure in words."""
    if of := entries_of(measure):
        return message(ENTRIES[of][2][measure].label)
    if measure in MEASURES:
        return message(MEASURES[measure].label)
    return message(INDICATORS[measure])


def kind_label(kind: tuple[str, ...]) -> Message:
    """A kind in words: 'Mass (kg)' or 'USD, street value'."""
    if len(kind) == 1:
        one = UNIT_CLASSES[kind[0]]
        return message("{kind} ({unit})", kind=message(one.name), unit=message(one.unit))
    return message("{currency}, {valuation}", currency=kind[0], valuation=message(VALUATIONS_INSIDE[kind[1]]))
