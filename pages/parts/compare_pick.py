"""What Compare sets side by side, of which measure, and per what: chosen above the charts, kept in the address."""

from dataclasses import dataclass, replace

import streamlit as st

from data_access.reference import tables as reference
from domain.collation import by_name
from domain.measures import MEASURES
from domain.question import KIND_KEYS, Question, kind_label
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one, choose_some, place_labels, typed_first
from reports.explore.question import kinds
from reports.wording import code_names

MOST = 6
KINDS = {"country": "Countries and territories", "region": "Regions", "goods": "Goods"}
PERIODS = {"all": "All years", "five": "Last five years"}
COUNT = ("seizures",)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What is compared (`kind` of KINDS), its codes A–Z by name, and the measure with its kind of unit or currency."""

    kind: str
    codes: tuple[str, ...]
    names: dict[str, str]
    measure: tuple[str, ...] = COUNT

    @property
    def counted(self) -> bool:
        """Whether seizures are counted: only counts have the interval of a count."""
        return self.measure == COUNT

    def question(self, selection: Selection, *by: str) -> Question:
        """What is asked of the records: this measure of a selection, by these dimensions."""
        return Question(selection=selection, measure=self.measure[0], kind=self.measure[1:], by=by)

    @property
    def label(self) -> str:
        """The measure in words."""
        return MEASURES[self.measure[0]].label

    @property
    def unit(self) -> str:
        """The counting unit."""
        if self.measure[0] == "quantity":
            return f"{UNIT_CLASSES[self.measure[1]].unit}, as reported"
        return (
            f"{kind_label(self.measure[1:])}, as reported" if not self.counted else MEASURES["seizures"].counting_unit
        )


def pick(selection: Selection) -> Choice:
    """Draw the choices and read them from the address."""
    asked = reader.own("by")
    kind = asked if asked in KINDS else "region"
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    left.segmented_control(
        "Compare",
        list(KINDS),
        format_func=KINDS.__getitem__,
        key=reader.widget("compare_kind", kind),
        on_change=_kind_chosen,
    )
    with right:
        if kind == "region":
            _scheme(selection)
    names = names_of(kind, selection)
    told = tuple(filter(None, reader.own("against").split(",")))
    codes = [c for c in told if c in names]
    if len(codes) < len(told):
        st.error("The link names something that we do not know, or of another scheme of regions; it was left out.")
    labels = _labels(kind, names)
    choose_some(
        f"Up to {MOST} to set side by side",
        labels,
        format_func=labels.__getitem__,
        key=reader.widget("compare_codes", codes[:MOST]),
        max_selections=MOST,
        placeholder="Choose two or more",
        on_change=lambda: reader.set_or_drop("against", ",".join(_chosen())),
    )
    return Choice(kind=kind, codes=tuple(by_name(codes[:MOST], names)), names=names)


def _labels(kind: str, names: dict[str, str]) -> dict[str, str]:
    """What is listed, A–Z: places with the names by which they are searched for."""
    if kind == "country":
        return place_labels(for_reader().codes("country"))
    return {c: names[c] for c in typed_first(by_name(names, names), names)}


def _scheme(selection: Selection) -> None:
    schemes = dict(reference.schemes().select("scheme", "name").iter_rows())
    choose_one(
        "Scheme of regions",
        list(schemes),
        format_func=schemes.__getitem__,
        key=reader.widget("compare_scheme", selection.scheme),
        on_change=lambda: _scheme_chosen(selection),
    )


def _scheme_chosen(selection: Selection) -> None:
    """Regions of another scheme do not fit."""
    reader.drop_own("against")
    reader.write(replace(selection.having("region", ()), scheme=str(reader.widget_value("compare_scheme"))))


def pick_measure(selection: Selection, choice: Choice) -> Choice:
    """Draw the choice of measure and period, of what these items report at all."""
    inside = selection.having(choice.kind, choice.codes)
    held = [COUNT, *((m, *k) for m in KIND_KEYS for k in kinds(for_reader(), inside, m))]
    told = tuple(
        filter(None, (reader.own("measure"), *(reader.own(k) for k in KIND_KEYS.get(reader.own("measure"), ()))))
    )
    if told and told not in held:
        st.info("What the link asks to measure is not told here; the number of seizures is shown.")
    measure = told if told in held else COUNT
    left, right = st.columns([3, 2])
    choose_one(
        "Measure",
        held,
        box=left,
        format_func=measure_label,
        key=reader.widget("compare_measure", measure),
        on_change=_measure_chosen,
    )
    with right:
        _period(selection)
    return replace(choice, measure=measure)


def measure_label(measure: tuple[str, ...]) -> str:
    """'Reported quantity seized: Mass (kg)'."""
    label = MEASURES[measure[0]].label
    return f"{label}: {kind_label(measure[1:])}" if len(measure) > 1 else label


def _measure_chosen() -> None:
    chosen = reader.widget_value("compare_measure")
    told = chosen if isinstance(chosen, tuple) else COUNT
    reader.set_or_drop("measure", "" if told == COUNT else str(told[0]))
    for measure, keys in KIND_KEYS.items():
        for i, key in enumerate(keys, 1):
            reader.set_or_drop(key, str(told[i]) if told[0] == measure else "")


def last_five() -> tuple[str, str]:
    """First and last month of the last five years of the data."""
    end = int(for_reader().months()[1][:4] or 0)
    return f"{end - 4:04d}-01", f"{end:04d}-12"


def _period(selection: Selection) -> None:
    now = (selection.start, selection.end)
    st.segmented_control(
        "Period",
        list(PERIODS),
        format_func=PERIODS.__getitem__,
        key=reader.widget("compare_period", "all" if now == ("", "") else "five" if now == last_five() else None),
        on_change=lambda: _period_chosen(selection),
    )


def _period_chosen(selection: Selection) -> None:
    start, end = last_five() if reader.widget_value("compare_period") == "five" else ("", "")
    reader.write(replace(selection, start=start, end=end))


def _chosen() -> list[str]:
    held = reader.widget_value("compare_codes")
    return [str(c) for c in held] if isinstance(held, list) else []


def _kind_chosen() -> None:
    reader.drop_own("against")
    reader.set_own("by", str(reader.widget_value("compare_kind") or "region"))


def names_of(kind: str, selection: Selection) -> dict[str, str]:
    """Code → name of what can be compared: goods that occur, and every place and region of the scheme."""
    names = code_names(kind, selection.scheme)
    if kind != "goods":
        return names
    held = set(for_reader().codes(kind))
    held |= {g for c, g in reference.goods_group().items() if c in held}
    return {c: n for c, n in names.items() if c in held}
