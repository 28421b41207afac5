"""The list of records: what is asked stands in the address, one page of it is loaded, a marked row opens its record."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from data_access.records.search import Count, Listing, Page
from domain.errors import UsageError
from domain.messages import N_
from domain.search import parse
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from domain.viewer import Viewer
from domain.words import Words
from pages.explore import record_empty
from pages.parts import reader, record_link, rows
from pages.parts.answers import for_reader, newest
from pages.parts.choosing import choose_one
from pages.parts.download import download
from pages.parts.paper import on_paper
from pages.parts.show import FILES
from reports.card import headed, looks
from reports.exports import FORMATS, about, footer
from reports.records.export import CAUTION, MOST, record_export
from reports.records.rows import list_columns, listed
from reports.wording import inside, markdown_safe

SIZE = 25
SEARCH = N_("Search in the records")
HELP = N_(
    'Words must all occur, in any field. "Quotation marks" keep words together, an asterisk stands for any ending '
    "(harb*), a minus leaves records out (-port). Accents and capitals do not matter."
)
ORDERS = {
    "newest": (N_("Newest first"), "date", True),
    "oldest": (N_("Oldest first"), "date", False),
    "country": (N_("Country or territory, A–Z"), "country", False),
    "largest": (N_("Largest quantity first"), "quantity", True),
    "loaded": (N_("Last loaded first"), "loaded", True),
}
"""Code in the address → label, sort, descending."""
_AS_IN_THE_SHELL = {"date": "newest", "quantity": "largest"}
"""Orders that a link may also call as `atlas records --sort` and questions do."""


@dataclass(frozen=True)
class Place:
    """Where in the list a page begins: behind or before a cursor; `first` counts the records before it."""

    forward: bool = True
    first: int = 0
    cursor: str = ""

    def __str__(self) -> str:
        """As it stands in the address."""
        return f"{'a' if self.forward else 'b'}.{self.first}.{self.cursor}"

    @classmethod
    def read(cls, text: str) -> "Place":
        """From the address. Raises UsageError."""
        way, _, rest = text.partition(".")
        first, _, cursor = rest.partition(".")
        if way not in ("a", "b") or not first.isascii() or not first.isdigit() or not cursor or len(first) > 9:
            raise UsageError("The link names a place in the list that does not fit its order.")
        return cls(way == "a", int(first), cursor)


def asked(selection: Selection) -> Listing:
    """The listing of the address; what does not fit is said and left out."""
    order = reader.own("sort") or "newest"
    order = _AS_IN_THE_SHELL.get(order, order)
    if order not in ORDERS:
        st.error(reader.t("The link names an unknown order. The newest are shown first."))
        order = "newest"
    unit = reader.own("unit_class")
    unit = unit if unit in UNIT_CLASSES else _unit_classes(selection)[0]
    _, sort, descending = ORDERS[order]
    kept = {"sort": sort, "descending": descending, "unit_class": unit if sort == "quantity" else ""}
    try:
        return Listing(selection=selection, text=reader.own("search"), **kept)  # type: ignore[arg-type]
    except UsageError as error:
        st.error(markdown_safe(reader.t("The search was left out: {error}", error=error.message)))
        return Listing(selection=selection, **kept)  # type: ignore[arg-type]


def _unit_classes(selection: Selection) -> list[str]:
    """The kinds of unit with a quantity in the selection, the commonest first; mass where there is none."""
    return for_reader().quantities(selection)["unit_class"].to_list() or ["mass"]


def _changed(key: str, widget: str) -> None:
    """The reader searched or took another order: the list starts anew."""
    reader.set_or_drop(key, str(reader.widget_value(widget) or "").strip())
    reader.drop_own("page")


def controls(listing: Listing) -> None:
    """The search box, the order, and for quantities the kind of unit."""
    by_quantity = listing.sort == "quantity"
    widths = [5, 3, 2] if by_quantity else [5, 3]
    box, order, *unit = st.columns(widths, vertical_alignment="bottom")
    with box:
        st.text_input(
            reader.t(SEARCH),
            key=reader.widget("records_search", listing.text),
            max_chars=200,
            help=reader.t(HELP),
            icon=":material/search:",
            placeholder=reader.t("harbour “São Paulo” ketam* -air"),
            on_change=_changed,
            args=("search", "records_search"),
        )
    now = next(k for k, v in ORDERS.items() if v[1:] == (listing.sort, listing.descending))
    with order:
        choose_one(
            reader.t("Order"),
            list(ORDERS),
            format_func=lambda k: reader.t(ORDERS[k][0]),
            key=reader.widget("records_sort", now),
            on_change=_changed,
            args=("sort", "records_sort"),
        )
    if unit:
        classes = _unit_classes(listing.selection)
        with unit[0]:
            choose_one(
                reader.t("Kind of unit"),
                classes if listing.unit_class in classes else [listing.unit_class, *classes],
                format_func=lambda k: reader.t(UNIT_CLASSES[k].name),
                key=reader.widget("records_unit", listing.unit_class),
                on_change=_changed,
                args=("unit_class", "records_unit"),
            )
    if listing.text and not parse(listing.text):
        st.info(reader.t("There is no letter or digit in the search: all records of the selection are listed."))


def show_page(listing: Listing) -> None:
    """The page of the address: how many there are, the rows, the way on, the files."""
    place, page = _page(listing)
    if page.records.is_empty():
        record_empty.nothing(listing)
        return
    st.markdown(_count(listing, place, page))
    sources = for_reader().source_names()
    table, columns = listed(page, reader.words(), sources), list_columns(reader.words())
    rows.table(
        table,
        columns,
        height=35 * (table.height + 1) + 3,
        key="records_table",
        on_select=partial(record_link.row_marked, "records_table", tuple(page.records["record_key"])),
        selection_mode="single-row",
        alt=reader.n(
            "{n} record, one a row. Select a row to open its record.",
            "{n} records, one a row. Select a row to open its record.",
            table.height,
        ),
    )
    on_paper(headed(table, columns), looks(columns))
    _pager(place, page)
    words = reader.words()
    title, unit, caution = words.t("Records"), words.t("records"), words.t(CAUTION)
    metadata = about(for_reader(), words, listing.selection, title=title, unit=unit, caution=caution)
    st.caption(markdown_safe(f"{footer(metadata, words, is_map=False)}."))
    _downloads(listing)


def _page(listing: Listing) -> tuple[Place, Page]:
    """The place of the address and its records; a place that does not fit is said, and the first page shown."""
    try:
        place = Place.read(reader.own("page")) if reader.own("page") else Place()
        after, before = (place.cursor, "") if place.forward else ("", place.cursor)
        page = for_reader().record_page(listing, after, before, SIZE)
        if not page.before and not place.forward:
            return Place(), for_reader().record_page(listing, limit=SIZE)
        return place, page
    except UsageError as error:
        if not reader.own("page"):
            raise
        st.error(markdown_safe(reader.t("{error} The first page is shown.", error=error.message)))
        return Place(), for_reader().record_page(listing, limit=SIZE)


def _count(listing: Listing, place: Place, page: Page) -> str:
    """'1–25 of 311,038 records. Select a row to open its record.'"""
    words, total = reader.words(), for_reader().record_total(listing)
    before = place.first if place.first + page.records.height <= total.n or not total.exact else 0
    first, last = before + 1, before + page.records.height
    span = {"first": first, "last": last, "records": record_empty.said(Count(max(total.n, last), total.exact), words)}
    if listing.unit_class:
        unit = inside(words.t(UNIT_CLASSES[listing.unit_class].name), words)
        shown = words.t("**{first}–{last}** of {records} that report a quantity ({unit}).", unit=unit, **span)
    else:
        shown = words.t("**{first}–{last}** of {records}.", **span)
    sentences = [shown, words.t("Select a row to open its record.")]
    if not parse(listing.text) and not listing.unit_class:
        seizures = for_reader().total(listing.selection)
        if seizures != total.n:
            sentences.append(words.t("Where reported, they represent {seizures} seizures.", seizures=seizures))
    return " ".join(sentences)


def _pager(place: Place, page: Page) -> None:
    back = Place(False, max(place.first - SIZE, 0), page.before)
    on = Place(True, place.first + page.records.height, page.after)
    with st.container(horizontal=True, horizontal_alignment="left"):
        st.button(
            reader.t("First"),
            icon=":material/first_page:",
            disabled=not page.before,
            on_click=reader.drop_own,
            args=("page",),
        )
        for name, label, icon, target in (
            ("previous", reader.t("Previous"), "chevron_left", back),
            ("next", reader.t("Next"), "chevron_right", on),
        ):
            st.button(
                label,
                icon=f":material/{icon}:",
                disabled=not target.cursor,
                on_click=reader.set_own,
                args=("page", str(target)),
                key=f"records_{name}",
            )


@st.fragment
def _downloads(listing: Listing) -> None:
    """The files are made when they are asked for: up to MOST records, one row a goods line."""
    label = reader.t("Download these records (up to {n})", n=MOST)
    with st.expander(label, key="records_more", on_change="rerun") as more:
        if not more.open:
            return
        st.markdown(reader.t("**How not to read this.** {caution}", caution=reader.t(CAUTION)))
        link, total = reader.link(for_reader().mark()), for_reader().record_total(listing)
        if total.n > MOST:
            st.markdown(
                reader.t(
                    "The files contain the first {n} records in the order shown, and say so.",
                    n=MOST,
                )
            )
        with st.container(horizontal=True):
            for ending, name in FILES.items():
                file_name = f"contraband-atlas_records_v{for_reader().version}.{ending}"
                download(
                    reader.t(name),
                    partial(_file, ending, listing, link, reader.viewer(), reader.words()),
                    file_name,
                    key=f"{ending}_records",
                )


def _file(ending: str, listing: Listing, link: str, viewer: Viewer, words: Words) -> bytes:
    """Made for who asked, outside of any run of a page: its many pages of records are not kept."""
    return FORMATS[ending](record_export(newest().for_viewer(viewer), words, listing, link=link))
