"""Where it was seized and where it travelled: countries, towns beside them, the legs of a route.

Only the country of seizure must be read. What is not known of a route stays in its words, coded unknown.
"""

import re

import polars as pl

from data_access.places.names import resolve
from data_access.sources.auto.columns import READINGS, Step, column_of, mapped, problem
from data_access.sources.auto.fields import PLACES, town_and_country
from data_access.sources.auto.files.raw import RawTable
from data_access.sources.auto.mapping import Mapping
from domain.dimensions import EMPTY, MULTIPLE, OTHER, UNKNOWN
from domain.messages import N_, packed, unpack

_LEGS = re.compile(r"\s*(?:>|→|;|\n|/|\bthen\b)\s*")
_AND = re.compile(r"\s*(?:;|/|\n|&|,|\band\b|\by\b|\bet\b|\bund\b)\s*")
_UNREAD = ("unknown", "ambiguous")


def where(table: RawTable, mapping: Mapping, readings: list[pl.DataFrame]) -> Step:
    """The country of seizure with its place, and the countries of the route, each with its words."""
    columns: dict[str, pl.Series] = {}
    wrong: list[pl.Series] = []
    answers = {name: code for name, code in mapping.answers if code}
    for role in PLACES:
        texts = column_of(table, mapping, role)
        found = _found(texts, "name" if mapping.column(role) is None else "auto", answers)
        unread = {n for n, s in found.select("name", "status").iter_rows() if s in _UNREAD} - set(answers)
        code = dict(found.select("name", "code").iter_rows()) | answers
        if role != "country":
            several = {n for n in unread if _are_several(n)}
            code |= dict.fromkeys(unread, UNKNOWN) | dict.fromkeys(several, MULTIPLE)
        columns[role] = texts.replace_strict(code, default="", return_dtype=pl.String)
        columns[f"{role}_reported"] = texts
        if role == "country":
            reason = N_("the place is not known, or may be several: see the list of places")
            wrong.append(problem(texts, texts.is_in(list(unread)), mapping.column(role) or role, reason))
        if mapping.column(role):
            readings.append(_reading(role, found, kept=role != "country"))
    no_place = columns["country"].is_in([EMPTY, OTHER, MULTIPLE])
    name = mapping.column("country") or "country"
    wrong.append(problem(columns["country_reported"], no_place, name, N_("the country of seizure is not given")))
    if not mapping.column("place"):
        columns["place_reported"] = mapped(columns["country_reported"], _town, pl.String)
    columns["transit"], columns["transit_reported"] = _transit(table, mapping, answers, readings)
    return columns, wrong


def _found(texts: pl.Series, kind: str, answers: dict[str, str]) -> pl.DataFrame:
    """As places.resolve, with 'Lyon, France' read as its country where it is none itself."""
    found = resolve(texts, kind=kind)
    unread = [n for n, s in found.select("name", "status").iter_rows() if s == "unknown" and n not in answers]
    pairs = {n: pair for n in unread if (pair := town_and_country(n))}
    if not pairs:
        return found
    inner = resolve(pl.Series([country for _, country in pairs.values()], dtype=pl.String), kind="name")
    known = {r["name"]: r for r in inner.to_dicts()}
    rows = []
    for row in found.to_dicts():
        pair = pairs.get(row["name"])
        hit = known.get(pair[1].strip()) or known.get(pair[1]) if pair else None
        if hit and hit["status"] not in ("unknown", "special"):
            note = hit["note"] or packed("read as the country of '{place}'", place=hit["name"])
            rows.append({**hit, "name": row["name"], "note": note})
        else:
            rows.append(row)
    return pl.DataFrame(rows, schema=found.schema)


def _town(text: str) -> str:
    pair = town_and_country(text)
    return pair[0] if pair else ""


def _are_several(text: str) -> bool:
    """Whether a cell names two countries or more, each of which we know."""
    parts = [p for p in _AND.split(text) if p]
    if len(parts) < 2:
        return False
    found = resolve(pl.Series(parts, dtype=pl.String), kind="name")
    return found["status"].is_in([*_UNREAD, "special"]).not_().all() and found["code"].n_unique() > 1


def _reading(field: str, found: pl.DataFrame, *, kept: bool) -> pl.DataFrame:
    """How the names were read; what is kept in its words says so."""
    note = pl.col("note")
    if kept:
        words = pl.Series("note", [_kept(text) for text in found["note"]], dtype=pl.String)
        note = pl.when(pl.col("status").is_in(_UNREAD)).then(words).otherwise(note).alias("note")
    return found.select(pl.lit(field).alias("field"), "name", "code", "status", note, "candidates").cast(
        dict.fromkeys(READINGS, pl.String)
    )


def _kept(note: str | None) -> str:
    if not note:
        return N_("kept in its words, coded unknown")
    return packed("kept in its words, coded unknown; {note}", note=unpack(note))


def _transit(
    table: RawTable, mapping: Mapping, answers: dict[str, str], readings: list[pl.DataFrame]
) -> tuple[pl.Series, pl.Series]:
    """Codes in order, joined by '>'; what is not known stands as 'unknown', its words kept."""
    texts = column_of(table, mapping, "transit")
    legs = {t: [p for leg in _LEGS.split(t) if leg for p in _countries(leg)] for t in texts.unique().to_list()}
    every = pl.Series(sorted({p for places in legs.values() for p in places}), dtype=pl.String)
    if not len(every):
        return pl.repeat("", len(texts), dtype=pl.String, eager=True), texts
    found = _found(every, "auto", answers)
    if mapping.column("transit"):
        readings.append(_reading("transit", found, kept=True))
    code = {n: c for n, c, s in found.select("name", "code", "status").iter_rows() if s not in _UNREAD} | answers
    codes = {
        t: ">".join(code.get(p) or UNKNOWN for p in places if code.get(p, UNKNOWN) != EMPTY)
        for t, places in legs.items()
    }
    return mapped(texts, lambda t: codes[t], pl.String), texts


def _countries(leg: str) -> list[str]:
    """One leg: a place, a town with its country, or several countries with commas between them."""
    if "," not in leg or resolve(pl.Series([leg]), kind="name")["status"][0] not in _UNREAD:
        return [leg.strip()]
    parts = [p.strip() for p in leg.split(",") if p.strip()]
    known = [s not in _UNREAD for s in resolve(pl.Series(parts), kind="name")["status"].to_list()]
    return [leg.strip()] if len(known) > 1 and known[-1] and not any(known[:-1]) else parts
