"""Names and codes of places as reported → our codes. What is ambiguous is asked, never guessed.

    resolve(names) → one row a distinct name: name, code, status, candidates, note

status: exact (an official name), code (ISO 3166-1 or M49), alias (our table), language (CLDR), special (a pseudo-code
of domain.dimensions: '', unknown, other, multiple), ambiguous (a question stands in the note) or unknown.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

import polars as pl
from rapidfuzz import fuzz, process

from data_access.places.division_names import division_countries, subdivision
from data_access.places.index import ALPHA2, ALPHA3, M49, NAME, Hit, asked, codes, names, suggestible
from data_access.places.keys import fold, repaired
from data_access.reference import tables as reference
from domain.dimensions import EMPTY
from domain.errors import UsageError
from domain.messages import N_, packed

__all__ = ["KINDS", "PLACE_SCHEMA", "column_kind", "place", "resolve", "subdivision"]

PLACE_SCHEMA: dict[str, type[pl.DataType]] = {
    "name": pl.String,  # as reported; '' stands for null too
    "code": pl.String,  # '' when unresolved, and for the pseudo-code "not reported" (status special)
    "status": pl.String,
    "candidates": pl.String,  # codes joined by ' ', for ambiguous and unknown
    "note": pl.String,  # the question, or why
}
KINDS = (ALPHA2, ALPHA3, M49, NAME)
SUGGESTIONS = 3
SUGGESTED_NAMES = 500
"""How many unknown names get suggestions: a column of free text must not cost minutes."""
LONGEST_NAME = 120
SIMILAR = 80
"""Least likeness (0–100) of a suggestion. Suggestions are shown, never taken."""
_SHAPES = {ALPHA2: r"[A-Za-z]{2}", ALPHA3: r"[A-Za-z]{3}", M49: r"\d{1,3}(\.0)?"}
_MOSTLY = 0.8
_NOTHING = Hit(status="unknown")
_MISSING_OR_NAMIBIA = N_("Namibia's ISO code, or a missing value? The column does not show which.")


def column_kind(column: pl.Series) -> str:
    """What a column holds: 'alpha2', 'alpha3', 'm49' or 'name' (also where nothing shows which).

    Four fifths of the distinct values must be known codes. "NA", empty and unknown values do not count, so that
    the postal codes of the United States are no ISO codes though half of them look so.
    """
    values = _informative(_distinct(column))
    for kind in (ALPHA2, ALPHA3, M49):
        hits = [_code(value, kind) for value in values]
        if kind == M49:  # 001, 002 … are regions there, and numbers of anything elsewhere
            hits = [hit for hit in hits if hit is None or hit.status == "code"]
        if sum(hit is not None for hit in hits) >= max(1, _MOSTLY * len(hits)):
            return kind
    return NAME


def resolve(column: pl.Series, *, kind: str = "auto", years: tuple[int, int] | None = None) -> pl.DataFrame:
    """One row (PLACE_SCHEMA) for each distinct name, in order of appearance. Raises UsageError for another kind.

    `kind`: what the column holds (KINDS), or 'auto' to decide from all its values. `years`: first and last year of
    the records, which settle names of the past (Zaire). Codes are those of places.csv or domain.dimensions.
    """
    if kind not in (*KINDS, "auto"):
        raise UsageError(
            "'{kind}' is not a kind of place column. Use auto, {kinds}.", kind=kind, kinds=", ".join(KINDS)
        )
    reported = _distinct(column)
    read_as = column_kind(column) if kind == "auto" else kind
    found = {name: _look_up(name, read_as) for name in reported}
    if kind == "auto":
        found = _doubt_na(found, reported)
    found = _suggest(_doubt_divisions(_settle(found, years)))
    rows = [(name, hit.code, hit.status, " ".join(hit.candidates), hit.note) for name, hit in found.items()]
    return pl.DataFrame(rows, schema=PLACE_SCHEMA, orient="row")


def place(name: str) -> str | None:
    """The code of one name (no column around it), a pseudo-code of domain.dimensions, or None: ask."""
    hit = _look_up(name, NAME)
    return None if hit.status in ("ambiguous", "unknown") else hit.code


def country(name: str) -> str | None:
    """The code of a country or territory in a source that names each as the United Nations do, or None: ask.

    There the plain name of two is the one that has no other: 'Congo' stands beside 'Democratic Republic of the Congo'.
    """
    hit = _look_up(name, NAME)
    code = hit.takes if hit.status == "ambiguous" and hit.beside else place(name)
    return code if code in reference.names("places") else None


def _distinct(column: pl.Series) -> list[str]:
    return column.cast(pl.String).fill_null("").unique(maintain_order=True).to_list()


def _informative(values: Iterable[str]) -> list[str]:
    """The values that show what a column holds."""
    stripped = {v.strip() for v in values}
    return [v for v in stripped if fold(v) and v.upper() != "NA" and names().get(fold(v), _NOTHING).status != "special"]


def _code(value: str, kind: str) -> Hit | None:
    """What a value stands for as a code of this kind; None where it is none."""
    if not re.fullmatch(_SHAPES[kind], value):
        return None
    return codes(kind).get(value.removesuffix(".0").zfill(3) if kind == M49 else value.upper())


def _look_up(name: str, kind: str) -> Hit:
    text = name.strip()
    if kind != NAME and (hit := _code(text, kind)):
        return _namibia(text, hit) if kind == ALPHA2 and text.upper() == "NA" else hit
    if not (key := fold(text)):
        return Hit(status="special", code=EMPTY, note="not reported")
    hit = names().get(key)
    if kind in (ALPHA2, ALPHA3) and re.fullmatch(_SHAPES[kind], text):  # "PRC" is China as a name, but no code
        return hit if hit and hit.status in ("special", "ambiguous") else _NOTHING
    return hit or _odd(text, kind)


def _namibia(text: str, hit: Hit) -> Hit:
    if text != "NA":
        return asked(hit, _MISSING_OR_NAMIBIA, hit.code)
    return replace(hit, note=N_("Namibia's ISO code; ask where the file also writes NA for missing values"))


def _odd(text: str, kind: str) -> Hit:
    """Codes that stray into a column of another kind, and text that was decoded wrongly."""
    if text.isupper() and kind != ALPHA3 and (hit := _code(text, ALPHA3)):
        return hit
    if text.isupper() and kind == NAME and (hit := _code(text, ALPHA2)):
        return asked(
            hit, N_("A two-letter code in a column of names: is it the ISO code?"), *(hit.candidates or (hit.code,))
        )
    fixed = repaired(text)
    hit = names().get(fold(fixed)) if fixed else None
    return (
        replace(hit, note=packed("read as '{fixed}': the text was decoded wrongly", fixed=fixed))
        if hit and fixed
        else _NOTHING
    )


def _doubt_na(found: dict[str, Hit], reported: list[str]) -> dict[str, Hit]:
    """A lone "NA", or one beside names and two-letter codes, may be Namibia: asked."""
    values = _informative(reported)
    doubtful = not values or any(_code(v, ALPHA2) for v in values if v.isupper())
    if not doubtful:
        return found
    return {
        name: asked(hit, _MISSING_OR_NAMIBIA, "NAM") if name.strip() == "NA" and hit.status == "special" else hit
        for name, hit in found.items()
    }


def _settle(found: dict[str, Hit], years: tuple[int, int] | None) -> dict[str, Hit]:
    """Ambiguous names that the rest of the column or the period makes plain.

    Where a column names the Democratic Republic of the Congo too, its plain "Congo" is the other one.
    """
    present = {hit.code for hit in found.values()}

    def settled(hit: Hit) -> Hit:
        inside = bool(years and hit.years and hit.years[0] <= years[0] and years[1] <= hit.years[1])
        if hit.takes and (inside or (hit.beside and hit.beside in present)):
            why = (
                N_("within the years of that name")
                if inside
                else packed("the column contains {beside} too", beside=hit.beside)
            )
            return Hit(status="alias", code=hit.takes, note=why)
        return hit

    return {name: settled(hit) for name, hit in found.items()}


def _doubt_divisions(found: dict[str, Hit]) -> dict[str, Hit]:
    """A place that is also a division (Georgia) is asked where the column holds other divisions of that country."""
    unknown = [fold(name) for name, hit in found.items() if hit.status == "unknown"]
    if not unknown:
        return found
    mixed = {country for key in unknown for country in division_countries().get(key, ())}
    alpha2 = dict(reference.read("places").select("code", "alpha2").iter_rows())

    def doubted(name: str, hit: Hit) -> Hit:
        if hit.status not in ("exact", "alias", "language"):
            return hit
        shared = sorted(division_countries().get(fold(name), frozenset()) & mixed - {alpha2.get(hit.code, "")})
        where = " or ".join(shared)
        return (
            asked(hit, packed("The place, or a division of {where} as others in the column?", where=where), hit.code)
            if shared
            else hit
        )

    return {name: doubted(name, hit) for name, hit in found.items()}


def _suggest(found: dict[str, Hit]) -> dict[str, Hit]:
    """Candidates for unknown names by likeness of spelling."""
    unknown = [n for n, hit in found.items() if hit.status == "unknown" and 3 < len(n) <= LONGEST_NAME]
    return found | {n: replace(found[n], candidates=_alike(n)) for n in unknown[:SUGGESTED_NAMES]}


def _alike(name: str) -> tuple[str, ...]:
    key = fold(name.replace("\N{REPLACEMENT CHARACTER}", "")).replace(" ", "")
    known = suggestible()
    near = process.extract(key, known.keys(), scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=3 * SUGGESTIONS)
    return tuple(dict.fromkeys(known[match] for match, _, _ in near))[:SUGGESTIONS]
