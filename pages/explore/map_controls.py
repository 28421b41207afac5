"""The controls of the Maps page: what, in which form, in which classes; the rest behind one button."""

import streamlit as st

from domain.question import kind_label
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one
from reports.explore.question import kinds
from reports.maps.question import SCALES, SHOWS, VIEWS, MapView, scales, share_options, views

_OF_SHOW = ("scale", "view", "unit_class", "share", "at", "earlier", "later")
"""What belongs to one kind of map and is left when another is chosen."""


def pick(view: MapView) -> None:
    """Draw the choices; each writes into the address."""
    with st.grid("auto", min_column_width=280, vertical_alignment="bottom"):
        _choice("show", reader.t("Show"), {c: reader.t(n) for c, n in SHOWS.items()}, view.show, drops=_OF_SHOW)
        _second(view)
        forms = views(view.show, view.years)
        if len(forms) > 1:
            st.segmented_control(
                reader.t("View"),
                forms,
                format_func=reader.worded(VIEWS),
                key=reader.widget("maps_view", view.view),
                required=True,
                on_change=_set,
                args=("view", ("at",)),
            )
        if view.show == "share" or view.view == "play":
            with st.popover(reader.t("More"), icon=":material/tune:"):
                _more(view)


def _second(view: MapView) -> None:
    """The one choice that this kind of map needs."""
    if view.show == "quantity":
        say = reader.words().say
        choices = {kind[0]: say(kind_label(kind)) for kind in kinds(for_reader(), view.selection, "quantity")}
        _choice("unit_class", reader.t("Kind of unit"), choices, view.unit_class)
    elif view.show == "share":
        _choice(
            "share",
            reader.t("Share of seizures that …"),
            share_options(for_reader(), view.selection, reader.words()),
            view.share,
        )
    elif view.show == "change" and view.periods.possible:
        now = view.periods
        _choice("earlier", reader.t("From"), {c: _period(c) for c in now.earlier_options}, now.earlier)
        _choice("later", reader.t("To"), {c: c for c in now.later_options}, now.later, drops=("earlier",))
    elif view.show == "rate":
        _scale(view)


def _more(view: MapView) -> None:
    if view.show == "share":
        _scale(view)
    if view.view == "play":
        _choice("at", reader.t("Start at"), {y: y for y in view.years[::-1]}, view.start)
        st.caption(
            reader.t("The slider and the play button are below the map. 'Year by year' shows all years at once.")
        )


def _scale(view: MapView) -> None:
    _choice("scale", reader.t("Classes"), {s: reader.t(SCALES[s]) for s in scales(view.show)}, view.scale)


def _period(code: str) -> str:
    return reader.t("{years}, mean of a year", years=code.replace("-", "–")) if "-" in code else code


def _choice(name: str, label: str, options: dict[str, str], now: str, *, drops: tuple[str, ...] = ()) -> None:
    choose_one(
        label,
        list(options),
        format_func=options.__getitem__,
        key=reader.widget(f"maps_{name}", now),
        on_change=_set,
        args=(name, drops),
        width=300,
    )


def _set(name: str, drops: tuple[str, ...]) -> None:
    chosen = reader.widget_value(f"maps_{name}")
    for other in drops:
        reader.drop_own(other)
    reader.set_or_drop(name, str(chosen or ""))
