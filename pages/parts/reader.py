"""The only file that keeps the reader's state. The URL is the truth; the session only bridges pages."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import cast
from urllib.parse import urlencode

import streamlit as st

from charts.theme import THEMES, Theme
from data_access.reference import tables as reference
from domain.crossfilter import narrowed, toggled
from domain.data_version import PARAMETER as VERSION
from domain.errors import UsageError
from domain.languages import available_or_english
from domain.question import LONGEST, OWN_KEYS, Question
from domain.selection import Selection
from domain.viewer import Viewer
from domain.words import Words
from pages.parts.known import in_words, without_unknown
from reports.exports import Export
from reports.subjects import SUBJECTS
from reports.wording import markdown_safe

_KEPT = "reader_query"
_PAGE = "reader_page"
_GO = "reader_go"
_PICKED = "reader_picked"
_SHOWN = "reader_shown"
_BEFORE = "reader_before"
_NONCE = "reader_nonce"
_ARRIVED = "reader_arrived"
_FOLLOW = "reader_follow"
SUBJECT = "reader_subject"
"""What the page is about, in words: cards say it only where they are about something else."""
ABOUT = "reader_about"
"""The option that says which place or region the page is about, and its code; None on other pages."""
STEPS = 20
"""So many changes of the filters can be taken back."""
_VIEWER = "reader_viewer"
LANGUAGE = "lang"
"""The parameter of the link; the session keeps it from page to page."""
_LANGUAGE = "reader_language"


def look_as(viewer: Viewer) -> None:
    """Say who looks: once a run, before anything is asked (dashboard.py)."""
    st.session_state[_VIEWER] = viewer


def viewer() -> Viewer:
    """Who looks. There is nobody by default: a page that is run by itself shows nothing."""
    return cast("Viewer", st.session_state[_VIEWER])


def words() -> Words:
    """Words in the reader's language."""
    return Words(viewer().language)


def t(text: str, /, **fields: object) -> str:
    """A text in the reader's language (Words.t)."""
    return words().t(text, **fields)


def n(one: str, many: str, count: int, /, **fields: object) -> str:
    """The text that a number of things asks for (Words.n)."""
    return words().n(one, many, count, **fields)


def worded(labels: Mapping[str, str]) -> Callable[[str], str]:
    """How an option is shown to choose from. labels: code → marked text."""
    return lambda code: t(labels[code])


def language() -> str:
    """The language of the link, else of the session before it."""
    asked = str(st.query_params.get(LANGUAGE, "") or st.session_state.get(_LANGUAGE, ""))
    st.session_state[_LANGUAGE] = asked
    return available_or_english(asked)


def theme() -> Theme:
    """Light or dark, as the reader's browser shows the app."""
    return THEMES["dark" if st.context.theme.type == "dark" else "light"]


def collect(export: Export) -> None:
    """Remember what the page shows, for its download; a part that is drawn again shows the same once."""
    others = [one for one in collected() if one.name != export.name]
    st.session_state[_SHOWN] = [*others, export]


def collected() -> list[Export]:
    """What the page has shown so far in this run."""
    return list(cast("list[Export]", st.session_state.get(_SHOWN, [])))


def note_arrival() -> None:
    """Remember whether the session began at an address that asks for something (once, before a page drops it)."""
    st.session_state.setdefault(_ARRIVED, bool(query(LANGUAGE)))


def came_by_link() -> bool:
    """Whether the session began with filters or other parameters in its address."""
    return bool(st.session_state.get(_ARRIVED))


def arrive(page: str) -> bool:
    """Begin a page anew; whether the reader comes from another one."""
    st.session_state[_SHOWN], st.session_state[SUBJECT], st.session_state[ABOUT] = [], "", None
    arrived = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    if arrived:
        forget(_PICKED)
    return arrived


def selection(page: str) -> Selection:
    """The selection of the URL; on coming from another page without one, the filters come along."""
    arrived = arrive(page)
    try:
        found = Selection.from_query(query())
        reference.need_scheme(found.scheme)
        found, unknown = without_unknown(found)
        if unknown:
            st.error(markdown_safe(in_words(unknown, words())), icon=":material/link_off:")
            _put(found)
        kept = st.session_state.get(_KEPT)
        if arrived and kept and not found.to_query():
            found = Selection.from_query(kept)
            _put(found)
    except UsageError as error:
        st.error(
            markdown_safe(
                t("This link cannot be shown as it is: {error} The filters were left out.", error=error.message)
            ),
            icon=":material/link_off:",
        )
        found = Selection()
    st.session_state[_KEPT] = found.to_query()
    return found


def question(chosen: Selection) -> Question:
    """What the address asks, of these filters. A parameter that nobody would write is left out."""
    given = {key: own(key) for key in OWN_KEYS}
    fitting = {key: [value] for key, value in given.items() if value and len(value) <= LONGEST}
    return replace(Question.from_query(fitting), selection=chosen)


def chosen_now() -> Selection:
    """The filters of the URL. A card may show a narrower selection, such as that of one country's page."""
    return Selection.from_query(query())


def write(chosen: Selection) -> None:
    """Put a selection into the URL, keeping the page's own parameters; the one before can be had back."""
    leave_for(chosen)
    _put(chosen)


def leave_for(chosen: Selection) -> None:
    """The filters of now can be had back where others take their place, here or on the page that opens next."""
    previous = cast("dict[str, list[str]] | None", st.session_state.get(_KEPT))
    if previous is not None and previous != chosen.to_query():
        before = cast("list[dict[str, list[str]]]", st.session_state.setdefault(_BEFORE, []))
        st.session_state[_BEFORE] = [*before, previous][-STEPS:]


def start_anew() -> None:
    """The filters of now do not come along to the page that opens next."""
    forget(_KEPT)


def _put(chosen: Selection) -> None:
    put(chosen.to_query())
    st.session_state[_KEPT] = chosen.to_query()


def put(filters: Mapping[str, list[str]]) -> None:
    """Put filters into the address, keeping the page's own parameters; a list starts anew from its first page."""
    own = {
        k: st.query_params.get_all(k) for k in (LANGUAGE, VERSION, *OWN_KEYS) if k in st.query_params and k != "page"
    }
    st.query_params.from_dict({**own, **filters})


def kept_filters() -> dict[str, list[str]]:
    """The filters of seizures that the reader had last, as in an address."""
    return dict(cast("dict[str, list[str]]", st.session_state.get(_KEPT) or {}))


def own(key: str) -> str:
    """A page's own parameter ('' if not set)."""
    return str(st.query_params.get(key, ""))


def set_own(key: str, value: str) -> None:
    """Set a page's own parameter."""
    st.query_params[key] = value


def set_or_drop(key: str, value: str) -> None:
    """Set a page's own parameter; '' leaves it out of the address."""
    if value:
        set_own(key, value)
    else:
        drop_own(key)


def drop_own(key: str) -> None:
    """Forget a page's own parameter."""
    if key in st.query_params:
        del st.query_params[key]


def link(mark: str = "") -> str:
    """The address that shows this page with these filters again; '' where the browser does not name its own.

    mark: of the data version that is shown (Answers.mark), so that the page can say later what has changed since.
    """
    filters = urlencode(query(VERSION) | ({VERSION: [mark]} if mark else {}), doseq=True)
    return "?".join(filter(None, [st.context.url, filters])) if st.context.url else ""


def page() -> str:
    """The page that is shown ('' before the first)."""
    return str(st.session_state.get(_PAGE, ""))


def address(page: str, query: str) -> str:
    """The address of a page of this app; without its host where the browser does not name it."""
    base = (st.context.url or "").rpartition("/")[0]
    return f"{base}/{page}{'?' + query if query else ''}"


def data_address(chart: str) -> str:
    """Where the data of a chart of this page are served (data_links.py); '' for pages that have no such address."""
    if not chart or page() not in SUBJECTS or not st.context.url:
        return ""
    about = cast("tuple[str, str] | None", st.session_state.get(ABOUT))
    shown = {about[0]: [about[1]]} if about else {}  # which place it is must not change with the records
    base, filters = st.context.url.rpartition("/")[0], urlencode(query(LANGUAGE, VERSION) | shown, doseq=True)
    return "?".join(filter(None, [f"{base}/data/{page()}/{chart.removeprefix('chart_')}.csv", filters]))


def widget(key: str, value: object) -> str:
    """Give a widget its value from the URL before it is drawn; returns its key."""
    st.session_state[key] = value
    return key


def widget_value(key: str) -> object:
    """What the reader just chose (in a callback)."""
    return st.session_state.get(key)


def keep(key: str, value: object) -> None:
    """Remember something for this reader's session."""
    st.session_state[key] = value


def kept(key: str) -> object:
    """What was remembered under this key, None if nothing."""
    return st.session_state.get(key)


def trigger(key: str, name: str) -> str:
    """What a component asked for just now, '' if nothing."""
    values = st.session_state.get(key)
    return str((values or {}).get(name) or "")


def forget(*keys: str) -> None:
    """Remember these no longer."""
    for key in keys:
        st.session_state.pop(key, None)


def mark(chart_key: str) -> list[str | None]:
    """The codes of the mark that was clicked last; [] if none."""
    event = st.session_state.get(chart_key)
    points = event["selection"]["points"] if event else []
    mark = (points[0].get("location") or points[0].get("customdata")) if points else None
    codes = mark if isinstance(mark, list) else [] if mark is None else [mark]
    return [None if c is None else str(c) for c in codes]


def picked(chart_key: str, dimensions: str) -> None:
    """Callback of a chart: filter by the mark that was clicked; a second click takes the filter away.

    `dimensions` are separated by commas; the codes of a mark stand in the same order, None where it has none.
    """
    if codes := mark(chart_key):
        _pick(toggled(chosen_now(), dimensions.split(","), codes))


def chosen(chart_key: str, parameter: str) -> None:
    """Callback of a chart: a parameter of the page is the code of the clicked mark; a second click drops it."""
    if codes := mark(chart_key):
        code = codes[0] or ""
        set_or_drop(parameter, "" if own(parameter) == code else code)


def map_clicked(chart_key: str, dimensions: str, place_key: str) -> None:
    """Callback of a map: a place is chosen, for the strip below it; what says more, such as a leg, filters."""
    codes = [c for c in mark(chart_key) if c is not None]
    if len(codes) > 1:
        picked(chart_key, dimensions)
        st.session_state[_FOLLOW] = True
    elif codes and codes[0] in reference.names("places"):  # a disputed area is no place of ours
        st.session_state[place_key] = codes[0]


def must_follow() -> bool:
    """Whether a click inside a part that is drawn by itself changed the filters: then the page must be drawn anew."""
    return bool(st.session_state.pop(_FOLLOW, False))


def pick_place(code: str) -> None:
    """Filter by a country or territory of seizure, or take the filter away."""
    _pick(toggled(chosen_now(), ["country"], [code]))


def _pick(chosen: Selection) -> None:
    st.session_state[_PICKED] = True
    write(chosen)


def pick_rows(dimensions: list[str], rows: list[tuple[str | None, ...]]) -> None:
    """Filter by rows of a table; a page's own list (what *Compare* sets side by side) is one too."""
    if dimensions == ["against"]:
        set_own("against", ",".join(row[0] for row in rows if row[0]))
    else:
        _pick(narrowed(chosen_now(), dimensions, rows))


def can_undo() -> bool:
    """Whether the filters were changed and not taken back."""
    return bool(st.session_state.get(_BEFORE))


def undo_pick() -> None:
    """The filters as they were before the last change."""
    if can_undo():
        before = cast("list[dict[str, list[str]]]", st.session_state[_BEFORE])
        st.session_state[_BEFORE] = before[:-1]
        _put(Selection.from_query(before[-1]))


def secret() -> str:
    """Random letters that only this session knows."""
    return str(st.session_state.setdefault(_NONCE, secrets.token_hex(16)))


def view() -> str:
    """What the page shows, as a text that changes with its filters and its own parameters."""
    return f"{page()}?{urlencode(sorted(query().items()), doseq=True)}"


def file_tag() -> str:
    """Letters that no other reader's session, and no other view of this one, gives a file's name.

    Streamlit distinguishes large files by their ends and names only: two readers' files could be swapped without it.
    """
    view = sorted((key, st.query_params.get_all(key)) for key in st.query_params)
    return blake2b(f"{secret()}{view}".encode(), digest_size=4).hexdigest()


def go_to(place: object) -> None:
    """Open the page of a country or territory in this run, as a click on a map does."""
    st.session_state[_GO] = place


def query(*left_out: str) -> dict[str, list[str]]:
    """The parameters of the address, without those named."""
    return {key: st.query_params.get_all(key) for key in st.query_params if key not in left_out}


def follow_click(chosen: Selection) -> None:
    """If a place on a map was clicked since the last run, open its page with the same filters.

    A disputed area is no place of ours: a click on it opens nothing.
    """
    if (place := st.session_state.pop(_GO, "")) in reference.names("places"):
        others = chosen.having("country", ()).having("region", ())
        st.switch_page("pages/explore/country.py", query_params={**others.to_query(), "profile": str(place)})


def follow_pick(chosen: Selection, place: str) -> None:
    """On the page of one place: if a pick just named another place of seizure, open Routes with it.

    The page holds only what was seized in its place: it would be empty, or show what was not asked for.
    """
    picked_now, seized = st.session_state.pop(_PICKED, False), chosen.values("country")
    if picked_now and seized and place not in seized:
        st.switch_page("pages/explore/routes.py", query_params={**chosen.to_query(), "profile": place})
