"""What is asked of the records, in one frozen value: it round-trips through the address of a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.benchmarks.dimensions import BENCHMARK_DIMENSIONS, BENCHMARK_MEASURES
from domain.benchmarks.selection import BenchmarkSelection
from domain.cases.dimensions import CASE_DIMENSIONS, CASE_MEASURES
from domain.cases.selection import CaseSelection
from domain.codes import VALUATIONS_INSIDE
from domain.dimensions import DIMENSIONS
from domain.errors import UsageError
from domain.measures import INDICATORS, MEASURES
from domain.messages import Message, message
from domain.operations.dimensions import OPERATION_DIMENSIONS, OPERATION_MEASURES
from domain.operations.selection import OperationSelection
from domain.selection import MAX_LENGTH, Selection
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
    "at",  # the year at which an animation stands, or that a list is of
    "earlier",
    "later",
    "per",
    "without",  # source types and funders of companies' incidents that are left out
)
"""Parameters of single pages, beside the filters and the measure: what is shown, and how."""
OF_CASES = frozenset({"cases", "convergence", "networks"})
"""Pages that ask for cases of the casebook where no measure is named."""
OF_OPERATIONS = frozenset({"operations"})
"""Pages that ask for operations."""
OF_BENCHMARKS = frozenset({"benchmarks"})
"""Pages that ask for published figures."""
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
        if self.of_cases or self.of_operations or self.of_benchmarks:
            object.__setattr__(self, "selection", Selection())
        if not self.of_cases:
            object.__setattr__(self, "cases", CaseSelection())
        if not self.of_operations:
            object.__setattr__(self, "operations", OperationSelection())
        if not self.of_benchmarks:
            object.__setattr__(self, "benchmarks", BenchmarkSelection())

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
    def scope(self) -> Selection | CaseSelection | OperationSelection | BenchmarkSelection:
        """What it is asked of: seizures, cases, operations or published figures."""
        if self.of_benchmarks:
            return self.benchmarks
        if self.of_operations:
            return self.operations
        return self.cases if self.of_cases else self.selection

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
        of_cases, of_operations = measure in CASE_MEASURES, measure in OPERATION_MEASURES
        of_benchmarks = measure in BENCHMARK_MEASURES
        return cls(
            selection=Selection() if of_cases or of_operations or of_benchmarks else Selection.from_query(query),
            cases=CaseSelection.from_query(query) if of_cases else CaseSelection(),
            operations=OperationSelection.from_query(query) if of_operations else OperationSelection(),
            benchmarks=BenchmarkSelection.from_query(query) if of_benchmarks else BenchmarkSelection(),
            measure=measure,
            by=tuple(filter(None, own["by"].split(","))),
            form=own["form"],
            options=tuple((key, own[key]) for key in OPTIONS),
        )

    @property
    def of_cases(self) -> bool:
        """Whether it asks for cases of the casebook, which are no seizures."""
        return self.measure in CASE_MEASURES

    @property
    def of_operations(self) -> bool:
        """Whether it asks for operations, which are no seizures either."""
        return self.measure in OPERATION_MEASURES

    @property
    def of_benchmarks(self) -> bool:
        """Whether it asks for published figures, which are none of ours."""
        return self.measure in BENCHMARK_MEASURES

    @classmethod
    def of_page(cls, page: str, query: Mapping[str, Iterable[str]]) -> "Question":
        """The question of an address of a page. Raises UsageError for bad filters."""
        if page in OF_OPERATIONS:
            return cls.from_query(query, "operations")
        if page in OF_BENCHMARKS:
            return cls.from_query(query, "benchmarks")
        return cls.from_query(query, "cases" if page in OF_CASES else "seizures")

    @property
    def additive(self) -> bool:
        """Whether its sums are plain figures of which shares can be taken: neither intervals nor chosen cases."""
        return not (self.persons or self.of_cases or self.of_operations or self.of_benchmarks)

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
        if self.of_cases:
            return message(CASE_MEASURES[self.measure].counting_unit)
        if self.of_operations:
            return message(OPERATION_MEASURES[self.measure].counting_unit)
        if self.of_benchmarks:
            return message(BENCHMARK_MEASURES[self.measure].counting_unit)
        return message(MEASURES[self.measure if self.measure in MEASURES else "seizures"].counting_unit)

    @property
    def label(self) -> Message:
        """The measure in words."""
        return measure_label(self.measure)

    def heading(self, position: int) -> Message:
        """What the members of a dimension are."""
        if self.persons and self.by[position] == "country":
            return message("Country or territory")
        if self.of_cases:
            return message(CASE_DIMENSIONS[self.by[position]].label)
        if self.of_operations:
            return message(OPERATION_DIMENSIONS[self.by[position]].label)
        if self.of_benchmarks:
            return message(BENCHMARK_DIMENSIONS[self.by[position]].label)
        return message(DIMENSIONS[self.by[position]].label)

    def inside(self, position: int) -> Message:
        """A dimension inside a sentence."""
        if self.persons and self.by[position] == "country":
            return message("country or territory")
        if self.of_cases:
            return message(CASE_DIMENSIONS[self.by[position]].inside)
        if self.of_operations:
            return message(OPERATION_DIMENSIONS[self.by[position]].inside)
        if self.of_benchmarks:
            return message(BENCHMARK_DIMENSIONS[self.by[position]].inside)
        return message(DIMENSIONS[self.by[position]].inside)

    @property
    def caution(self) -> Message:
        """How not to read it."""
        if self.of_cases:
            return message(CASE_MEASURES[self.measure].caution)
        if self.of_operations:
            return message(OPERATION_MEASURES[self.measure].caution)
        if self.of_benchmarks:
            return message(BENCHMARK_MEASURES[self.measure].caution)
        if not self.persons:
            return message(MEASURES[self.measure].caution)
        return message(
            "Persons that authorities found and reported: these are not seizures, and are never added to them. Figures "
            "under five are published as '<5' and count here as the least that they can be."
        )


def measure_label(measure: str) -> Message:
    """A measure in words."""
    for known in (MEASURES, CASE_MEASURES, OPERATION_MEASURES, BENCHMARK_MEASURES):
        if measure in known:
            return message(known[measure].label)
    return message(INDICATORS[measure])


def kind_label(kind: tuple[str, ...]) -> Message:
    """A kind in words: 'Mass (kg)' or 'USD, street value'."""
    if len(kind) == 1:
        one = UNIT_CLASSES[kind[0]]
        return message("{kind} ({unit})", kind=message(one.name), unit=message(one.unit))
    return message("{currency}, {valuation}", currency=kind[0], valuation=message(VALUATIONS_INSIDE[kind[1]]))
