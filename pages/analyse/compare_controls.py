"""The controls of Compare: what, of which measure, in which period, per what; each writes into the address."""

from dataclasses import replace

import streamlit as st

from data_access.reference import tables as reference
from domain.collation import by_name
from domain.messages import N_
from domain.question import KIND_KEYS
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one, choose_some, place_labels, typed_first
from reports.compare.question import COUNT, KINDS, MOST, PER, SCALES, Choice, last_five, measure_label

PERIODS = {"all": N_("All years"), "five": N_("Last five years")}


def pick(choice: Choice) -> None:
    """Draw what is compared: its kind, the scheme of regions, and up to six of it."""
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    left.segmented_control(
        reader.t("Compare"),
        list(KINDS),
        format_func=reader.worded(KINDS),
        key=reader.widget("compare_kind", choice.kind),
        on_change=_kind_chosen,
    )
    with right:
        if choice.kind == "region":
            _scheme(choice.selection)
    labels = _labels(choice.kind, choice.names)
    choose_some(
        reader.t("Up to {n} to compare", n=MOST),
        labels,
        format_func=labels.__getitem__,
        key=reader.widget("compare_codes", list(choice.codes)),
        max_selections=MOST,
        placeholder=reader.t("Choose two or more"),
        on_change=lambda: reader.set_or_drop("against", ",".join(_chosen())),
    )


def _labels(kind: str, names: dict[str, str]) -> dict[str, str]:
    """What is listed, A–Z: places with the names by which they are searched for."""
    if kind == "country":
        return place_labels(for_reader().codes("country"))
    return {c: names[c] for c in typed_first(by_name(names, names), names)}


def _scheme(selection: Selection) -> None:
    schemes = dict(reference.schemes().select("scheme", "name").iter_rows())
    choose_one(
        reader.t("Scheme of regions"),
        list(schemes),
        format_func=schemes.__getitem__,
        key=reader.widget("compare_scheme", selection.scheme),
        on_change=lambda: _scheme_chosen(selection),
    )


def _scheme_chosen(selection: Selection) -> None:
    """Regions of another scheme do not fit."""
    reader.drop_own("against")
    reader.write(replace(selection.having("region", ()), scheme=str(reader.widget_value("compare_scheme"))))


def pick_measure(choice: Choice) -> None:
    """Draw the choice of measure and period, of what these items report at all."""
    left, right = st.columns([3, 2])
    choose_one(
        reader.t("Measure"),
        list(choice.measures),
        box=left,
        format_func=lambda measure: reader.words().say(measure_label(measure)),
        key=reader.widget("compare_measure", choice.measure),
        on_change=_measure_chosen,
    )
    with right:
        _period(choice.selection)


def pick_per(choice: Choice) -> None:
    """Draw the choice of what figures are divided by."""
    _pick("per", reader.t("Rates per"), PER, choice.per)


def pick_scale(choice: Choice) -> None:
    """Draw the choice of what is shown over time."""
    _pick("scale", reader.t("Over time as"), SCALES, choice.scale)


def _pick(key: str, label: str, choices: dict[str, str], now: str) -> None:
    st.segmented_control(
        label,
        list(choices),
        format_func=reader.worded(choices),
        key=reader.widget(f"compare_{key}", now),
        on_change=lambda: reader.set_or_drop(key, str(reader.widget_value(f"compare_{key}") or "")),
    )


def _measure_chosen() -> None:
    chosen = reader.widget_value("compare_measure")
    measured = chosen if isinstance(chosen, tuple) else COUNT
    reader.set_or_drop("measure", "" if measured == COUNT else str(measured[0]))
    for measure, keys in KIND_KEYS.items():
        for i, key in enumerate(keys, 1):
            reader.set_or_drop(key, str(measured[i]) if measured[0] == measure else "")


def _period(selection: Selection) -> None:
    now = (selection.start, selection.end)
    st.segmented_control(
        reader.t("Period"),
        list(PERIODS),
        format_func=reader.worded(PERIODS),
        key=reader.widget(
            "compare_period", "all" if now == ("", "") else "five" if now == last_five(for_reader()) else None
        ),
        on_change=lambda: _period_chosen(selection),
    )


def _period_chosen(selection: Selection) -> None:
    start, end = last_five(for_reader()) if reader.widget_value("compare_period") == "five" else ("", "")
    reader.write(replace(selection, start=start, end=end))


def _chosen() -> list[str]:
    codes = reader.widget_value("compare_codes")
    return [str(c) for c in codes] if isinstance(codes, list) else []


def _kind_chosen() -> None:
    reader.drop_own("against")
    reader.set_own("by", str(reader.widget_value("compare_kind") or "region"))
