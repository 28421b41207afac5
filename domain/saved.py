"""Saved views and watches: an address with a name, and for a watch what it showed when it was last looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlencode, urlsplit

from domain.cases.dimensions import CASE_MEASURES
from domain.cases.selection import CaseSelection
from domain.errors import UsageError
from domain.measures import INDICATORS
from domain.messages import Message, message
from domain.question import OF_CASES
from domain.selection import Selection

VIEW, WATCH = "view", "watch"
NAME, NOTE, ADDRESS, PAGE = 120, 1000, 4000, 40
"""The most letters of each."""
COMPARED = ("country", "region", "goods")
Query = dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What a selection had: data version, reported seizures, newest month (or year), places and goods that occur."""

    version: int
    figure: float
    newest: str
    places: tuple[str, ...]
    goods: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SavedView:
    """A saved address. `owner` is '' until there is a sign-in; `seen` and `seen_at` are of the last look."""

    view_id: str
    name: str
    note: str
    page: str
    query: str
    kind: str
    created_at: datetime
    seen_at: datetime
    seen: Snapshot

    @property
    def asked(self) -> Query:
        """The parameters of the address."""
        return parse_qs(self.query, keep_blank_values=True)


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What differs between two looks; codes, not words."""

    before: Snapshot
    now: Snapshot
    new_places: tuple[str, ...]
    new_goods: tuple[str, ...]
    gone_places: tuple[str, ...]
    gone_goods: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether what is shown differs; another data version alone shows the same."""
        moved = (self.before.figure, self.before.newest) != (self.now.figure, self.now.newest)
        return moved or any((self.new_places, self.new_goods, self.gone_places, self.gone_goods))


def changes(before: Snapshot, now: Snapshot) -> Changes:
    """Set one look against another."""
    return Changes(
        before=before,
        now=now,
        new_places=_beyond(now.places, before.places),
        new_goods=_beyond(now.goods, before.goods),
        gone_places=_beyond(before.places, now.places),
        gone_goods=_beyond(before.goods, now.goods),
    )


def _beyond(these: tuple[str, ...], those: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(these) - set(those)))


def query_text(query: Mapping[str, list[str]]) -> str:
    """The parameters in one canonical text."""
    return urlencode(sorted((k, v) for k, v in query.items() if v), doseq=True)


def page_and_query(address: str) -> tuple[str, str]:
    """'http://host/world?goods=heroin' or 'world?goods=heroin' → its page and canonical parameters.

    Raises UsageError for an address without a page, or with filters that cannot be read.
    """
    parts = urlsplit(address.strip())
    page = parts.path.rstrip("/").rpartition("/")[2]
    if not page:
        raise UsageError("An address names a page, such as 'world?goods=heroin'.")
    query = parse_qs(parts.query, keep_blank_values=True)
    scope(page, query)
    return page, query_text(query)


def asks_cases(page: str, query: Mapping[str, list[str]]) -> bool:
    """Whether an address asks for cases of the casebook."""
    return page in OF_CASES or next(iter(query.get("measure", ())), "") in CASE_MEASURES


def scope(page: str, query: Mapping[str, list[str]]) -> Selection | CaseSelection:
    """What a page shows of seizures or of cases: its filters, and the place, goods, region or list that it is about."""
    if asks_cases(page, query):
        return CaseSelection.from_query(query)
    chosen = Selection.from_query(query)
    one = {key: values[0] for key, values in query.items() if values}
    if page == "country" and one.get("profile"):
        return chosen.having("country", (one["profile"],))
    if page == "goods" and one.get("good"):
        return chosen.having("goods_group", ()).having("goods", (one["good"],))
    if page == "region" and one.get("focus"):
        return chosen.having("region", (one["focus"],))
    codes = tuple(filter(None, one.get("against", "").split(",")))
    if page == "compare" and codes:
        kind = one.get("by", "region")
        return chosen.having(kind, codes) if kind in COMPARED else chosen
    return chosen


def unwatched(page: str, query: Mapping[str, list[str]]) -> Message | None:
    """What of an address a watch does not look at; None where it watches all that is shown."""
    one = {key: values[0] for key, values in query.items() if values and values[0]}
    if page == "records" and "search" in one:
        return message("It watches the reported seizures under these filters, whatever words are searched.")
    if page == "routes" and one.keys() & {"profile", "focus"}:
        return message(
            "It watches the reported seizures under these filters, not the routes of one place or region alone."
        )
    if page == "explorer" and one.get("measure") in INDICATORS:
        return message("It watches the reported seizures under these filters: statistics of persons are not seizures.")
    return None


def checked(name: str, note: str, page: str, query: str, kind: str) -> None:
    """Refuse what cannot be kept. Raises UsageError."""
    if not name.strip():
        raise UsageError("A saved view needs a name.")
    if kind not in (VIEW, WATCH):
        raise UsageError("A saved view is a 'view' or a 'watch'.")
    limits = (("name", name, NAME), ("note", note, NOTE), ("address", query, ADDRESS), ("page", page, PAGE))
    for what, text, most in limits:
        if len(text) > most:
            raise UsageError("The {what} is too long: {n} letters, at most {most}.", what=what, n=len(text), most=most)
