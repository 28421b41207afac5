"""The explorer: one question put together by the reader, drawn in the form that fits, and kept in the address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from domain.cells import CellState
from domain.codes import VALUATIONS
from domain.dimensions import DIMENSIONS
from domain.errors import UsageError
from domain.measures import MEASURES
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from pages.parts import data, reader
from pages.parts.show import show
from reports.drawing import Question, drawn, kept, worded_table

FORMS = {"chart": "Chart", "map": "Map", "table": "Table"}
SIZES = (10, 15, 20, 25)
NOTHING = "—"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the reader put together. The unit class, or currency and valuation, are '' where the measure takes none."""

    measure: str
    by: tuple[str, ...]
    unit_class: str = ""
    currency: str = ""
    valuation: str = ""
    form: str = "chart"
    most: int = SIZES[1]


def controls(selection: Selection) -> Asked:
    """Draw the choices; only what makes sense for this selection is offered."""
    left, middle, right = st.columns(3)
    with left:
        measure = _measure(selection)
        kinds = _kinds(measure, selection)
    first, second = _dimensions()
    with middle:
        _choice("By", list(DIMENSIONS), first, lambda d: DIMENSIONS[d].label, "explore_by", _by_chosen)
    with right:
        others = [NOTHING, *(d for d in DIMENSIONS if d != first and not {first, d} <= {"year", "month"})]
        _choice("And by", others, second or NOTHING, _dimension_name, "explore_and", _by_chosen)
    by = (first, second) if second else (first,)
    forms = ["chart", *(["map"] if by == ("country",) else []), "table"]
    asked = reader.own("form")
    form = asked if asked in forms else "map" if "map" in forms else "chart"
    with st.container(horizontal=True):
        st.segmented_control(
            "Shown as",
            forms,
            format_func=FORMS.__getitem__,
            key=reader.widget("explore_form", form),
            on_change=lambda: reader.set_or_drop("form", str(reader.widget_value("explore_form") or "")),
        )
        most = _most() if form == "chart" else SIZES[1]
    return Asked(measure=measure, by=by, form=form, most=most, **kinds)


def _choice(
    label: str, options: list[str], value: str, name: Callable[[Any], str], key: str, changed: Callable[[], None]
) -> None:
    st.selectbox(label, options, format_func=name, key=reader.widget(key, value), on_change=changed)


def _dimension_name(dimension: str) -> str:
    return "nothing else" if dimension == NOTHING else DIMENSIONS[dimension].label


def _dimensions() -> tuple[str, str]:
    asked = [d for d in reader.own("by").split(",") if d in DIMENSIONS]
    first = asked[0] if asked else "country"
    second = asked[1] if len(asked) > 1 and asked[1] != first else ""
    return first, "" if {first, second} == {"year", "month"} else second


def _by_chosen() -> None:
    first, second = str(reader.widget_value("explore_by")), str(reader.widget_value("explore_and"))
    reader.drop_own("form")
    reader.set_own("by", first if second in (NOTHING, first) else f"{first},{second}")


def _measure(selection: Selection) -> str:
    """Only measures with something to measure are offered."""
    offered = ["seizures"]
    offered += ["quantity"] if data.quantities(selection).height else []
    offered += ["value"] if data.values(selection).height else []
    asked = reader.own("measure")
    value = asked if asked in offered else offered[0]
    _choice("Measure", offered, value, lambda m: MEASURES[m].label, "explore_measure", _measure_chosen)
    return value


def _measure_chosen() -> None:
    for key in ("unit_class", "currency", "valuation"):
        reader.drop_own(key)
    reader.set_own("measure", str(reader.widget_value("explore_measure")))


def _kinds(measure: str, selection: Selection) -> dict[str, str]:
    """The unit class of a quantity, or currency and basis of a value, among those that occur: never added."""
    if measure == "quantity":
        classes = data.quantities(selection)["unit_class"].to_list()
        asked = reader.own("unit_class")
        value = asked if asked in classes else classes[0]
        _choice(
            "Kind of unit",
            classes,
            value,
            lambda c: f"{UNIT_CLASSES[c].name} ({UNIT_CLASSES[c].unit})",
            "explore_unit",
            _unit,
        )
        return {"unit_class": value}
    if measure == "value":
        pairs = [f"{c}~{v}" for c, v in data.values(selection).select("currency", "valuation").iter_rows()]
        asked = f"{reader.own('currency')}~{reader.own('valuation')}"
        value = asked if asked in pairs else pairs[0]
        _choice("Currency and basis", pairs, value, _money_name, "explore_money", _money)
        currency, _, valuation = value.partition("~")
        return {"currency": currency, "valuation": valuation}
    return {}


def _unit() -> None:
    reader.set_own("unit_class", str(reader.widget_value("explore_unit")))


def _money_name(pair: str) -> str:
    currency, _, valuation = pair.partition("~")
    return f"{currency}, {VALUATIONS[valuation].lower()}"


def _money() -> None:
    currency, _, valuation = str(reader.widget_value("explore_money")).partition("~")
    reader.set_own("currency", currency)
    reader.set_own("valuation", valuation)


def _most() -> int:
    asked = reader.own("shown")
    value = int(asked) if asked.isdigit() and int(asked) in SIZES else SIZES[1]
    st.segmented_control(
        "At most",
        SIZES,
        key=reader.widget("explore_most", value),
        on_change=lambda: reader.set_or_drop("shown", str(reader.widget_value("explore_most") or "")),
    )
    return value


def answer_card(selection: Selection, asked: Asked) -> None:
    """The answer, in the form asked for; what cannot be drawn is said and shown as a table."""
    limit = None if asked.by == ("country",) and asked.form == "map" else _limit(asked)
    question = Question(data.gateway(), selection, asked.measure, asked.by, is_map=asked.form == "map", top=limit)
    kinds = {"unit_class": asked.unit_class, "currency": asked.currency, "valuation": asked.valuation}
    frame = data.answer(selection, asked.measure, asked.by, grid=question.grid, **kinds).frame  # type: ignore[arg-type]
    if (frame["state"] != CellState.VALUE).all():
        nothing(selection)
        return
    measure, unit = MEASURES[asked.measure], _unit_words(frame, asked)
    figure, alt, note = None, f"Table of {frame.height} rows: {measure.label.lower()}.", ""
    if asked.form != "table":
        try:
            found = drawn(frame, question, unit, reader.theme().name)
            figure, alt, note = found.figure, found.alt, found.note
        except UsageError as error:
            st.info(f"This is shown as a table: {error}")
    show(
        figure,
        key="explorer",
        title=f"{measure.label} by {' and '.join(DIMENSIONS[d].label.lower() for d in asked.by)}",
        unit=unit,
        alt=alt,
        table=worded_table(frame if figure is None else kept(frame, question), question).head(5000),
        selection=selection,
        caution=measure.caution,
        note=note,
        is_map=asked.form == "map",
        clickable=asked.form == "map",
        column_config={measure.label: st.column_config.NumberColumn(format="localized")},
    )


def _limit(asked: Asked) -> int | None:
    """How many of a list are named: places alone stand A–Z up to forty, with their coverage; a year is no list."""
    others = [d for d in asked.by if d not in ("year", "month")]
    if asked.form == "table" or not others or asked.by == ("region",):
        return None
    return min(asked.most, 10) if len(others) < len(asked.by) else asked.most


def _unit_words(frame: pl.DataFrame, asked: Asked) -> str:
    if asked.measure == "seizures":
        return MEASURES["seizures"].counting_unit
    told = [str(u) for u in frame["unit"].drop_nulls().head(1)]
    return f"{told[0] if told else 'none'}, as reported"


def nothing(selection: Selection) -> None:
    """No record: say so, and offer the nearest selections that have some."""
    st.info("Nothing was reported in this selection. That is not the same as nought.")
    for dimension, values in selection.where:
        wider = selection.having(dimension, ())
        if count := data.total(wider):
            label = (
                f"Without the filter on {DIMENSIONS[dimension].label.lower()}: {reader.words().number(count)} seizures"
            )
            st.button(label, key=f"wider_{dimension}_{len(values)}", on_click=reader.write, args=(wider,))
