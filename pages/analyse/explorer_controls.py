"""The controls of the explorer: few in sight, the rest behind one button; each writes into the address."""

import streamlit as st

from domain.cases.dimensions import CASE_DIMENSIONS, CASE_MEASURES
from domain.dimensions import DIMENSIONS
from domain.forms import FORMS, STATISTICS_BY, TIME, lengths, orders, partners, sensible
from domain.measures import INDICATORS
from domain.messages import N_
from domain.question import KIND_KEYS, Question, kind_label, measure_label
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one
from reports.explore.asking import scales_of
from reports.explore.explored import scale_label
from reports.explore.question import View, kinds, measures

ORDERS = {"az": N_("A–Z"), "value": N_("Largest first")}
SHOWN = (5, 10, 12, 20, 40, 60)


def dimensions(selection: Selection, measure: str) -> tuple[str, ...]:
    """The dimensions that can answer: recorded fields only if a source of the selection records them."""
    if measure in INDICATORS:
        return STATISTICS_BY
    if measure in CASE_MEASURES:
        return tuple(d for d in CASE_DIMENSIONS if d not in ("case", "source"))
    known = for_reader().available_fields(selection)
    return tuple(d for d, one in DIMENSIONS.items() if not one.detail or known is None or d in known)


def pick(selection: Selection, question: Question) -> None:
    """Draw the choices: what, of which kind, by what, and by what else."""
    pick_measure(selection, question, measures(for_reader(), selection))
    allowed = dimensions(selection, question.measure)
    allowed += tuple(d for d in question.by if d not in allowed)
    first, second = question.by[0], question.by[1] if len(question.by) > 1 else ""
    key = reader.widget("explorer_by", first)
    label = _case_label if question.of_cases else _label
    choose_one(reader.t("By"), allowed, format_func=label, key=key, on_change=_by_chosen)
    choose_one(
        reader.t("And by"),
        ("", *partners(first, allowed)),
        format_func=lambda d: label(d) if d else reader.t("nothing else"),
        key=reader.widget("explorer_and", second),
        on_change=_by_chosen,
    )


def pick_measure(selection: Selection, question: Question, choices: list[str]) -> None:
    """Draw the choice of a measure and, where it has kinds that are never added, of its kind."""
    words = reader.words()
    choose_one(
        words.t("Measure"),
        choices,
        format_func=lambda measure: words.say(measure_label(measure)),
        key=reader.widget("explorer_measure", question.measure),
        on_change=_measure_chosen,
    )
    if question.measure in KIND_KEYS:
        choose_one(
            reader.t("Kind of unit") if question.unit_class else reader.t("Currency and basis"),
            kinds(for_reader(), selection, question.measure),
            format_func=lambda kind: words.say(kind_label(kind)),
            key=reader.widget("explorer_kind", question.kind),
            on_change=_kind_chosen,
            args=(question.measure,),
        )


def _label(dimension: str) -> str:
    return reader.t(DIMENSIONS[dimension].label)


def _case_label(dimension: str) -> str:
    return reader.t(CASE_DIMENSIONS[dimension].label)


def _measure_chosen() -> None:
    """Another measure: kinds, forms and scales of the old one are left."""
    measure = str(reader.widget_value("explorer_measure"))
    for name in ("unit_class", "currency", "valuation", "form", "scale", "order"):
        reader.drop_own(name)
    if measure in INDICATORS or (measure in CASE_MEASURES) != (reader.own("measure") in CASE_MEASURES):
        reader.drop_own("by")
    reader.set_or_drop("measure", "" if measure == "seizures" else measure)


def _kind_chosen(measure: str) -> None:
    chosen = reader.widget_value("explorer_kind")
    if isinstance(chosen, tuple):
        for name, value in zip(KIND_KEYS[measure], chosen, strict=True):
            reader.set_own(name, str(value))


def _by_chosen() -> None:
    """Other dimensions: what does not fit together loses the second."""
    first, second = (str(reader.widget_value(f"explorer_{k}") or "") for k in ("by", "and"))
    pair = tuple(filter(None, (first, second)))
    known = CASE_DIMENSIONS if reader.own("measure") in CASE_MEASURES else DIMENSIONS
    reader.set_own("by", ",".join(pair if sensible(pair, known) else (first,)))
    for name in ("form", "scale", "order", "shown"):
        reader.drop_own(name)


def pick_view(question: Question, forms: tuple[str, ...], now: View) -> None:
    """Draw the choice of form, scale, order and length: behind one button, which names the form."""
    with st.popover(reader.t(FORMS[now.form].label), icon=":material/tune:", width="stretch"):
        _choice(
            "form",
            reader.t("Form"),
            {f: reader.t(FORMS[f].label) for f in forms},
            now.form,
            ("scale", "order", "shown"),
        )
        available, words = scales_of(now.form, question), reader.words()
        _choice("scale", reader.t("Scale"), {s: words.say(scale_label(s, question)) for s in available}, now.scale)
        if now.form not in ("map", "table") and question.by[0] not in TIME:
            _lists(question, now)


def _lists(question: Question, now: View) -> None:
    available = orders(question.by[0], question.measure, now.form)
    _choice("order", reader.t("Order"), {o: reader.t(ORDERS[o]) for o in available}, now.order)
    sizes = sorted({n for n in SHOWN if n <= lengths(now.form, question.by)[1]} | {now.shown})
    _choice("shown", reader.t("How many, of the largest"), {str(n): str(n) for n in sizes}, str(now.shown))
    if available == ("az",):
        st.caption(
            reader.t(
                "Places are listed A–Z: sorted by size, a place that reports more would come first. The table can be "
                "sorted."
            )
        )


def _choice(name: str, label: str, options: dict[str, str], now: str, drops: tuple[str, ...] = ()) -> None:
    if len(options) > 1:
        key = reader.widget(f"explorer_{name}", now)
        shown = options.__getitem__
        choose_one(label, list(options), format_func=shown, key=key, on_change=_set, args=(name, drops))


def _set(name: str, drops: tuple[str, ...]) -> None:
    reader.set_own(name, str(reader.widget_value(f"explorer_{name}")))
    for other in drops:
        reader.drop_own(other)
