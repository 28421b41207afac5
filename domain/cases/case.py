"""A case and its parts, as frozen values. An empty text means: not documented in what was read."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class LinkedCrime:
    """A crime beside the trade in the goods, with its own standard (CRIMES, CRIME_STANDARDS)."""

    crime: str
    standard: str


@dataclass(frozen=True, kw_only=True)
class Goods:
    """A category of goods as the case names it, and our codes for it (domain of reference/goods.csv)."""

    category: str
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A country or territory (alpha-3) in its role (PLACE_ROLES)."""

    role: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """An amount in its role (QUANTITY_ROLES); never added across roles, units or currencies.

    `value`: the number as digits, '' where none is told. `unit` 'money' has a currency (ISO 4217), others have none.
    """

    value: str
    unit: str
    what: str
    currency: str
    qualifier: str
    role: str


@dataclass(frozen=True, kw_only=True)
class CaseSource:
    """Where a case was read. Address and title may be left out, to name nobody who was not convicted."""

    title: str
    publisher: str
    date: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case. Codes are those of domain.cases.vocabulary; texts are our own words."""

    case_id: str
    title: str
    region: str
    court: str
    judgment_year: int | None
    """Null without a judgment, or where the date of a plea was not read."""
    status: str
    period: str
    goods: tuple[Goods, ...]
    places: tuple[Place, ...]
    origin_note: str
    transit_note: str
    destination_note: str
    group_type: str
    link_how: str
    oc_link_standard: str
    group_kind: str
    linked_crimes: tuple[LinkedCrime, ...]
    evidence_standard: str
    count_in_goods_matrix: bool
    terrorism_level: str
    terrorism_basis: str
    concealment: str
    transport: str
    documents: str
    online: str
    quantities: tuple[Quantity, ...]
    outcome: str
    in_absence: bool | None
    """Whether at least one sentence was passed in absence; null: not stated."""
    death_sentence: bool
    finality: str
    checked_on: str
    """Month of the last check, YYYY-MM."""
    agencies: tuple[str, ...]
    private_sector: tuple[str, ...]
    cooperation: tuple[str, ...]
    lesson: str
    sources: tuple[CaseSource, ...]
    source_grade: str
    verified: bool
    unverified_fields: tuple[str, ...]
    note: str
    erratum: str = ""
    """What was wrong or has changed since it was published, in a sentence for its page."""
    handling: str = ""
    """'' takes the level of its source."""
