"""One case told in sections, in the reader's words: the same on its page and in the printed casebook."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from data_access.casebook.answering import ShownCase, not_rechecked
from data_access.reference import tables as reference
from domain.cases import vocabulary as v
from domain.cases.case import Case, CaseSource, Quantity
from domain.cases.proof import CONVICTED, OVERTURNED
from domain.messages import N_
from domain.words import Words

NOT_DOCUMENTED = N_("Not documented in what was read")


@dataclass(frozen=True)
class Field:
    """A label and what stands behind it: one text, or several entries."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A small table: headings, then rows of the same length."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Source:
    """A source as it is cited; `address` '' where it has none, or none that names nobody."""

    text: str
    address: str


@dataclass(frozen=True)
class Section:
    """A part of a case. `small`: in the size of a caveat."""

    key: str
    title: str
    fields: tuple[Field, ...] = ()
    grids: tuple[Grid, ...] = ()
    sources: tuple[Source, ...] = ()
    small: bool = False


@dataclass(frozen=True, kw_only=True)
class Told:
    """A case: its title, its standing, warnings that must stand at the top, and its sections in order."""

    case_id: str
    title: str
    proven: bool
    standing: str
    warnings: tuple[str, ...]
    sections: tuple[Section, ...] = field(default_factory=tuple)
    about: str = ""
    """Version, source, handling, last check, in one line."""


def told(shown: ShownCase, words: Words, today: date, source: str = "") -> Told:
    """A case in words. `today`: against which "not rechecked" is judged; `source`: the name of the case's source."""
    case = shown.case
    return Told(
        case_id=case.case_id,
        title=case.title,
        proven=shown.proven,
        standing=_standing(shown, words),
        warnings=tuple(_warnings(case, words, today)),
        sections=tuple(s for s in _sections(case, words) if s.fields or s.grids or s.sources),
        about=_about(shown, words, source),
    )


def _standing(shown: ShownCase, words: Words) -> str:
    if shown.proven:
        return words.t("Proven: a conviction or plea stands, and the judgment itself establishes the organised group.")
    if shown.case.evidence_standard == OVERTURNED:
        return words.t("Not proven: overturned on appeal, or acquitted.")
    if shown.case.evidence_standard in CONVICTED:
        return words.t("A conviction or plea stands, but it does not establish an organised group.")
    return words.t("Not proven: no conviction or plea on the goods stands.")


def _warnings(case: Case, words: Words, today: date) -> list[str]:
    found = [words.t("Erratum: {text}", text=case.erratum)] if case.erratum else []
    if case.in_absence:
        found.append(words.t("At least one sentence was passed in absence of the person sentenced."))
    if case.death_sentence:
        found.append(words.t("A death sentence is recorded. It is stated as a fact, not as a success."))
    if any(q.role == "offered" for q in case.quantities):
        found.append(
            words.t("Quantities here were offered to undercover buyers: they were neither delivered nor seized.")
        )
    if not_rechecked(case.checked_on, today):
        found.append(
            words.t("Not rechecked: last checked in {month}, more than twelve months ago.", month=_month(case, words))
        )
    return found


def _month(case: Case, words: Words) -> str:
    return words.month(case.checked_on, wide=True)


def _about(shown: ShownCase, words: Words, source: str) -> str:
    case = shown.case
    parts = [
        words.t("Case {id}", id=case.case_id),
        words.t("version {version}", version=str(shown.version)) if shown.version else "",
        words.t("checked in {month}", month=_month(case, words)),
        words.t(v.GRADES[case.source_grade]),
        source,
        words.t("handling: {handling}", handling=case.handling or "public"),
    ]
    return " · ".join(filter(None, parts))


def _sections(case: Case, words: Words) -> list[Section]:
    return [
        _what(case, words),
        _how(case, words),
        _amounts(case, words),
        _link(case, words),
        _outcome(case, words),
        _together(case, words),
        _lesson(case, words),
        _terrorism(case, words),
        _sources(case, words),
    ]


def _field(label: str, *texts: str, always: bool = False, words: Words | None = None) -> tuple[Field, ...]:
    """A field where anything is known; `always`: also where not, with words that say so."""
    known = tuple(t for t in texts if t)
    if known:
        return (Field(label, known),)
    return (Field(label, (words.t(NOT_DOCUMENTED),)),) if always and words else ()


def _places(case: Case, role: str) -> list[str]:
    names = reference.names("places")
    return [names.get(p.code, p.code) for p in case.places if p.role == role]


def _what(case: Case, words: Words) -> Section:
    names = reference.names("goods")
    goods = [words.comma([names.get(c, c) for c in g.codes]) or g.category for g in case.goods]
    fields = (
        *_field(words.t("Goods"), "; ".join(goods), always=True, words=words),
        *_field(words.t("Period"), case.period),
        *_field(words.t("Region of the trade"), words.t(v.REGIONS[case.region])),
    )
    for role, label, note in (
        ("origin", N_("From"), case.origin_note),
        ("transit", N_("By way of"), case.transit_note),
        ("destination", N_("To"), case.destination_note),
    ):
        fields += _field(words.t(label), words.comma(_places(case, role)), note)
    return Section("what", words.t("What happened"), fields)


def _how(case: Case, words: Words) -> Section:
    ways = (
        (N_("Concealment"), case.concealment),
        (N_("Transport"), case.transport),
        (N_("Documents"), case.documents),
        (N_("Online"), case.online),
    )
    fields: tuple[Field, ...] = ()
    for label, text in ways:
        fields += _field(words.t(label), text, always=True, words=words)
    return Section("how", words.t("How"), fields)


def _amounts(case: Case, words: Words) -> Section:
    if not case.quantities:
        return Section("quantities", words.t("Goods and quantities"))
    rows = tuple((_amount(q, words), q.what, words.t(v.QUANTITY_ROLES[q.role])) for q in case.quantities)
    headings = (words.t("Amount"), words.t("Of what"), words.t("What it stands for"))
    title = words.t("As the sources state them; never added across what they stand for, units or currencies")
    return Section("quantities", words.t("Goods and quantities"), grids=(Grid(title, headings, rows),))


def _amount(quantity: Quantity, words: Words) -> str:
    """'over 4,000,000 USD'; as reported where it is no number."""
    figure = words.exact(Decimal(quantity.value)) if quantity.value else words.t("no figure")
    unit = quantity.currency or quantity.unit
    return " ".join(filter(None, [quantity.qualifier, figure, unit]))


def _link(case: Case, words: Words) -> Section:
    fields = (
        *_field(words.t("Link to organised crime"), words.t(v.LINK[case.oc_link_standard])),
        *_field(words.t("How it was established"), case.link_how, always=True, words=words),
        *_field(words.t("Kind of group"), *_kind(case, words)),
    )
    crimes = tuple((words.t(v.CRIMES[c.crime]), words.t(v.CRIME_STANDARDS[c.standard])) for c in case.linked_crimes)
    headings = (words.t("Crime"), words.t("How it stands"))
    grid = (Grid(words.t("Crimes linked to the trade, each by its own standard"), headings, crimes),) if crimes else ()
    return Section("link", words.t("How the link to organised crime was established"), fields, grid)


def _kind(case: Case, words: Words) -> list[str]:
    """The kind, and how the record words it where that says more."""
    kind = words.t(v.GROUP_KINDS[case.group_kind])
    return [kind] if case.group_type.casefold() == kind.casefold() else [kind, case.group_type]


def _outcome(case: Case, words: Words) -> Section:
    year = str(case.judgment_year) if case.judgment_year else words.t("no judgment, or no date read")
    fields = (
        *_field(words.t("Court or authority"), case.court, always=True, words=words),
        *_field(words.t("Where the court is"), words.comma(_places(case, "jurisdiction"))),
        *_field(words.t("Year of judgment"), year),
        *_field(words.t("Evidence standard"), words.t(v.EVIDENCE[case.evidence_standard])),
        *_field(words.t("Outcome"), case.outcome, always=True, words=words),
        *_field(words.t("Finality"), words.t(v.FINALITY[case.finality])),
        *_field(words.t("Note"), case.note),
    )
    return Section("outcome", words.t("Outcome and finality"), fields)


def _together(case: Case, words: Words) -> Section:
    fields = (
        *_field(words.t("Authorities"), *case.agencies, always=True, words=words),
        *_field(words.t("International cooperation"), *case.cooperation, always=True, words=words),
        *_field(words.t("Part of the private sector"), *case.private_sector, always=True, words=words),
    )
    return Section("together", words.t("Who worked together"), fields)


def _lesson(case: Case, words: Words) -> Section:
    return Section("lesson", words.t("Lesson"), _field("", case.lesson))


def _terrorism(case: Case, words: Words) -> Section:
    """In the size of a caveat: level, basis, court or authority and date."""
    if case.terrorism_level == "none":
        return Section("terrorism", "")
    dated = words.comma([case.court, str(case.judgment_year or "")]) if case.court else str(case.judgment_year or "")
    fields = (
        *_field(words.t("Standing"), words.t(v.TERRORISM[case.terrorism_level])),
        *_field(words.t("Basis"), case.terrorism_basis, always=True, words=words),
        *_field(words.t("Court or authority of the case, year"), dated),
    )
    return Section("terrorism", words.t("Link to terrorism"), fields, small=True)


def _sources(case: Case, words: Words) -> Section:
    fields = (
        *_field(words.t("Best grade among them"), words.t(v.GRADES[case.source_grade])),
        *_field(words.t("Fields not read in a source"), "; ".join(case.unverified_fields)),
    )
    listed = tuple(Source(_cited(s, words), s.address) for s in case.sources)
    return Section("sources", words.t("Sources"), fields, sources=listed)


def _cited(source: CaseSource, words: Words) -> str:
    return words.comma([part for part in (source.publisher, source.title, source.date) if part])
