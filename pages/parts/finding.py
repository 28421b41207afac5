"""What the field in the bar finds: a list of providers, each with what it offers and the page that it opens."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qs

from data_access.reference import tables as reference
from domain.cases.selection import CaseSelection
from domain.collation import by_name
from domain.messages import N_
from domain.search import words_of
from domain.selection import Selection
from pages import CATALOGUE
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import place_labels, spellings, typed_first
from reports.asking import ask
from reports.terms import terms

MOST: Final = 300
"""So many cases or saved views are offered while typing; of more, a question finds those that hold its words."""
FILES: Final = {entry.url: f"pages/{entry.file}" for entry in CATALOGUE if entry.url}
Query = dict[str, list[str]]


@dataclass(frozen=True)
class Provider:
    """`kind`: what its keys begin with. `offers`: code → label. `opens`: code → page and parameters; '' opens none."""

    kind: str
    offers: Callable[[], dict[str, str]]
    opens: Callable[[str], tuple[str, Query]]


def offers() -> dict[str, str]:
    """Key → label of all that can be found while typing: '«kind»:«code»', places by their code alone."""
    fixed = {key: label for key, label in place_labels(for_reader().codes("country")).items()}
    labels = fixed | _fixed_labels()
    ordered = {key: labels[key] for key in _ordered()}
    return ordered | {f"{p.kind}={code}": label for p in MOVING for code, label in p.offers().items()}


def opened(key: str) -> tuple[str, Query]:
    """The page (its address) and the parameters of what was found; a region has 'scheme:region', a place its code."""
    kind, mark, code = key.partition("=")
    if mark:
        return next(p.opens for p in (*FIXED, *MOVING) if p.kind == kind)(code)
    scheme, _, region = key.rpartition(":")
    if not scheme:
        return "country", _filters() | {"profile": [region]}
    return "region", _filters() | Selection(scheme=scheme).to_query() | {"focus": [region]}


def named(text: str) -> str:
    """The key of the place, region or goods that a text names whole; '' where it is none, or may mean others too."""
    typed = " ".join(text.casefold().split())
    keys = [code for code, names in spellings().items() if typed in map(str.casefold, names)]
    keys += [key for key, label in _fixed_labels().items() if _whole(label).casefold() == typed]
    return keys[0] if keys and not ask(for_reader(), text).ask else ""


def _filters() -> Query:
    return reader.chosen_now().having("country", ()).having("region", ()).to_query()


@lru_cache(maxsize=1)
def _ordered() -> list[str]:
    """Places, regions and blocs, goods; but what is typed whole comes first: 'Africa' before 'South Africa'."""
    places, others = spellings(), _fixed_labels()
    labels = {code: ", ".join(names) for code, names in places.items()} | others
    first = [*by_name(places, {code: names[0] for code, names in places.items()}), *others]
    return typed_first(first, labels, places | {key: (_whole(label),) for key, label in others.items()})


def _whole(label: str) -> str:
    """What must be typed to mean it: goods without what stands in brackets."""
    return label.partition(" (")[0]


@lru_cache(maxsize=1)
def _fixed_labels() -> dict[str, str]:
    return regions() | {f"{p.kind}={code}": label for p in FIXED for code, label in p.offers().items()}


@lru_cache(maxsize=1)
def regions() -> dict[str, str]:
    """Scheme and region → name, each name once: of the usual scheme, else of the first that has it."""
    schemes = reference.schemes()["scheme"].to_list()
    usual = Selection().scheme
    found: dict[str, str] = {}
    for scheme in (usual, *(s for s in schemes if s != usual)):
        for region, name in reference.regions(scheme).select("region", "name").iter_rows():
            found.setdefault(name, f"{scheme}:{region}")
    return {found[name]: name for name in by_name(found, dict(zip(found, found, strict=True)))}


def _goods() -> dict[str, str]:
    names = reference.names("goods")
    return {code: names[code] for code in by_name(names, names)}


def _open_goods(code: str) -> tuple[str, Query]:
    """The page of goods where there is one, else the world, filtered."""
    if "goods" in FILES:
        return "goods", {"good": [code]}
    group = reference.goods_group()[code] == code
    return "world", {"goods_group" if group else "goods": [code]}


def _pages() -> dict[str, str]:
    page = N_("Page: {page}")
    return {e.url: reader.t(page, page=reader.t(e.title)) for e in CATALOGUE if e.url and not e.hidden}


def _sources() -> dict[str, str]:
    label = N_("Source: {source}")
    return {code: reader.t(label, source=name) for code, name in for_reader().source_names().items()}


def _saved() -> dict[str, str]:
    label = N_("Saved: {name}")
    views = for_reader().saved.views()[:MOST]
    return {view.view_id: reader.t(label, name=view.name) for view in views if view.page in FILES}


def _open_saved(view_id: str) -> tuple[str, Query]:
    found = next((v for v in for_reader().saved.views() if v.view_id == view_id), None)
    return (found.page, parse_qs(found.query)) if found and found.page in FILES else ("saved", {})


def _cases() -> dict[str, str]:
    found = for_reader().cases.listed(CaseSelection(proof="all"))
    return _titled(found.select("case_id", "title").iter_rows()) if found.height <= MOST else {}


def cases_called(text: str, most: int = 5) -> dict[str, str]:
    """Cases with all these words in their title: id → id and title."""
    asked = set(words_of(text))
    found = for_reader().cases.listed(CaseSelection(proof="all", text=text))
    titles = _titled(found.select("case_id", "title").iter_rows())
    called = {case: title for case, title in titles.items() if asked <= set(words_of(title))}
    return dict(list(called.items())[:most])


def _titled(rows: object) -> dict[str, str]:
    return {case: f"{case} {title}" for case, title in rows}  # type: ignore[attr-defined]


def _series() -> dict[str, str]:
    label = N_("Operations: {series}")
    return {code: reader.t(label, series=code) for code in for_reader().operations.codes("series")}


def _academies() -> dict[str, str]:
    label = N_("Academy: {name}")
    return {code: reader.t(label, name=code) for code in for_reader().training.codes("academy") if code}


def _published() -> dict[str, str]:
    label = N_("Published figures: {series}")
    return {code: reader.t(label, series=code) for code in for_reader().benchmarks.codes("series")}


def _terms() -> dict[str, str]:
    label = N_("Term: {term}")
    return {term: reader.t(label, term=term) for term in terms()}


FIXED: Final = (Provider("goods", _goods, _open_goods),)
"""What is the same for all readers."""
MOVING: Final = (
    Provider("page", _pages, lambda url: (url, {})),
    Provider("case", _cases, lambda case: ("case", {"id": [case]})),
    Provider("series", _series, lambda code: ("operations", {"series": [code]})),
    Provider("academy", _academies, lambda code: ("training", {"academy": [code]})),
    Provider("published", _published, lambda code: ("benchmarks", {"series": [code]})),
    Provider("source", _sources, lambda code: ("world", {"source": [code]})),
    Provider("saved", _saved, _open_saved),
    Provider("term", _terms, lambda _: ("", {})),
)
"""What depends on the data, on the language or on who looks."""
