"""UNODC Individual Drug Seizures (IDS), as published: one row a reported seizure, ';'-separated.

Source: United Nations Office on Drugs and Crime, dataunodc, Individual Drug Seizures.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import polars as pl

from data_access.places.names import country as country_named
from data_access.reference import tables as reference
from data_access.sources.base import CHUNK_ROWS, SEPARATOR, Chunk, SourceInfo
from data_access.sources.delimited import open_table, parted, rows
from domain.dimensions import EMPTY, MULTIPLE, OTHER, UNKNOWN
from domain.errors import SourceError
from domain.frames import REFUSED_SCHEMA, completed, conform
from domain.messages import N_
from domain.units import base_factor, ceiling_base

INFO = SourceInfo(
    source_id="unodc-ids",
    name=N_("UNODC Individual Drug Seizures"),
    publisher=N_("United Nations Office on Drugs and Crime"),
    kind="official",
    note=N_(
        "Individual seizures as reported by Member States. Reporting is voluntary and uneven: a few countries report "
        "most rows. The same event may have been reported by several agencies."
    ),
)
FIELDS = [
    "REGION",
    "SUBREGION",
    "COUNTRY",
    "ADMINISTRATIVE_DIVISION",
    "PLACE",
    "SEIZURE_DATE",
    "DRUG_NAME",
    "AMOUNT",
    "DRUG_UNIT",
    "HIDING_PLACE",
    "INSTALLATION",
    "TRANSPORT",
    "PRODUCING_COUNTRY",
    "DEPARTURE_COUNTRY",
    "DESTINATION_COUNTRY",
    "ROUTING",
]
ROLES = {
    "producing": "PRODUCING_COUNTRY",
    "departure": "DEPARTURE_COUNTRY",
    "destination": "DESTINATION_COUNTRY",
}
REPORTED = {
    "country_reported": "COUNTRY",
    "admin1_reported": "ADMINISTRATIVE_DIVISION",
    "place_reported": "PLACE",
    "mode_reported": "TRANSPORT",
    "concealment_reported": "HIDING_PLACE",
    "facility_reported": "INSTALLATION",
    "routing_reported": "ROUTING",
    "goods_reported": "DRUG_NAME",
    "quantity_reported": "AMOUNT",
    "unit_reported": "DRUG_UNIT",
}
_PSEUDO = {"": EMPTY, "unknown": UNKNOWN, "other": OTHER, "multiple countries": MULTIPLE}


class UnodcIds:
    """The adapter: `atlas import unodc-ids FILE`."""

    info = INFO

    def chunks(self, path: Path) -> Iterator[Chunk]:
        """Records of the file in chunks. Raises SourceError where the header does not fit."""
        with open_table(path) as (stream, size), closing(rows(stream, ";", path.name)) as reader:
            _, header = next(reader, (1, []))
            order = _order(header, path.name)
            batch: list[tuple[int, list[str]]] = []
            for row in reader:
                batch.append(row)
                if len(batch) == CHUNK_ROWS:
                    yield _chunk(batch, order, len(header), stream.tell() / max(size, 1))
                    batch = []
            yield _chunk(batch, order, len(header), 1.0)


def _order(header: list[str], name: str) -> list[int]:
    """Where each of our fields stands in the file."""
    found = [h.strip().upper() for h in header]
    missing = [f for f in FIELDS if f not in found]
    if missing:
        raise SourceError(
            "{name}, row 1: the columns {missing} are missing. Expected the UNODC Individual Drug Seizures file, "
            "separated by ';'.",
            name=name,
            missing=", ".join(missing),
        )
    return [found.index(f) for f in FIELDS]


def _chunk(batch: list[tuple[int, list[str]]], order: list[int], width: int, done: float) -> Chunk:
    whole, ragged = parted(batch, width)
    columns = list(zip(*(fields for _, fields in whole), strict=True)) or [()] * width
    values = {"row": [n for n, _ in whole], **{name: columns[i] for name, i in zip(FIELDS, order, strict=True)}}
    raw = pl.DataFrame(values, schema={"row": pl.Int64, **dict.fromkeys(FIELDS, pl.String)})
    read = _harmonise(raw)
    bad = pl.any_horizontal(pl.col("^problem_.*$").is_not_null())
    refused = pl.concat([pl.DataFrame(ragged, schema=REFUSED_SCHEMA, orient="row"), _refused(read.filter(bad))])
    records = completed(read.filter(~bad))
    return Chunk(records=records, refused=refused, rows=len(batch), done=min(done, 1.0))


def _lookup(column: str, resolve: Callable[[str], str | None], values: pl.Series) -> pl.Expr:
    """Map each distinct value once; what resolves to None becomes null."""
    distinct = values.unique().to_list()
    return pl.col(column).replace_strict(distinct, [resolve(v) for v in distinct], return_dtype=pl.String, default=None)


def _place(name: str) -> str | None:
    stripped = name.strip()
    pseudo = _PSEUDO.get(stripped.casefold())
    return country_named(stripped) if pseudo is None else pseudo


def _country(name: str) -> str | None:
    """The place of seizure must be a place, or be reported as unknown."""
    code = _place(name)
    return None if code in (EMPTY, OTHER, MULTIPLE) else code


def _mode(name: str) -> str | None:
    known = dict(reference.read("unodc_transport").select("name", "mode").iter_rows())
    return {"": EMPTY, "unknown": UNKNOWN}.get(name.strip().casefold(), known.get(name.strip(), OTHER))


def _goods(name: str) -> str | None:
    """A name that the table lacks is still a drug: it counts as other drugs, its name stays."""
    known = dict(reference.read("unodc_drug_names").select("name", "goods").iter_rows())
    return known.get(name.strip(), "other-drugs") if name.strip() else "unknown-drugs"


def _harmonise(raw: pl.DataFrame) -> pl.DataFrame:
    resolvers: dict[str, tuple[str, Callable[[str], str | None]]] = {
        "country": ("COUNTRY", _country),
        "mode": ("TRANSPORT", _mode),
        "goods": ("DRUG_NAME", _goods),
        **{role: (column, _place) for role, column in ROLES.items()},
    }
    frame = raw.with_columns(
        pl.concat_str(FIELDS, separator=SEPARATOR).alias("content"),
        pl.lit(1).alias("line"),
        pl.lit(None, dtype=pl.Date).alias("first_seen"),
        *[pl.col(column).alias(name) for name, column in REPORTED.items()],
        *[pl.col(column).alias(f"{role}_reported") for role, column in ROLES.items()],
        *[_lookup(column, f, raw[column]).alias(name) for name, (column, f) in resolvers.items()],
    )
    return _problems(_quantities(_dates(frame)))


def _dates(frame: pl.DataFrame) -> pl.DataFrame:
    """Dates with their precision: a day, a month or only a year; the first day stands for the period."""
    text = pl.col("SEIZURE_DATE").str.strip_chars()
    day = pl.when(text.str.contains(r"^\d{4}-\d\d-\d\d$")).then(pl.lit("day"))
    month = day.when(text.str.contains(r"^\d{4}-\d\d$")).then(pl.lit("month"))
    precision = month.when(text.str.contains(r"^\d{4}$")).then(pl.lit("year"))
    padded = pl.concat_str(text, pl.lit("-01-01")).str.slice(0, 10)
    return frame.with_columns(
        precision.alias("date_precision"), padded.str.to_date("%Y-%m-%d", strict=False).alias("seized_on")
    )


def _quantities(frame: pl.DataFrame) -> pl.DataFrame:
    """Harmonised quantities in base units; null where no amount or no known unit was reported."""
    units = frame["DRUG_UNIT"].unique().to_list()
    known = [base_factor(u) for u in units]
    table = pl.DataFrame(
        {
            "DRUG_UNIT": units,
            "unit_class": [k[0] if k else "" for k in known],
            "factor": [float(k[1]) if k else None for k in known],
        },
        schema={"DRUG_UNIT": pl.String, "unit_class": pl.String, "factor": pl.Float64},
    )
    groups = reference.goods_group()
    pairs = frame.join(table, on="DRUG_UNIT", how="left").select("goods", "unit_class").unique()
    limits = pairs.filter(pl.col("unit_class") != "").with_columns(
        pl.struct("goods", "unit_class")
        .map_elements(lambda p: ceiling_base(p["unit_class"], p["goods"], groups.get(p["goods"], "")), pl.Int64)
        .alias("limit")
    )
    amount = pl.col("AMOUNT").str.strip_chars().cast(pl.Float64, strict=False)
    return (
        frame.join(table, on="DRUG_UNIT", how="left", maintain_order="left")
        .join(limits, on=["goods", "unit_class"], how="left", maintain_order="left")
        .with_columns(amount.alias("amount"), (amount * pl.col("factor")).round().alias("base"))
        .with_columns(pl.col("base").cast(pl.Int64, strict=False).alias("quantity_base"))
        .with_columns((pl.col("quantity_base") > pl.col("limit")).fill_null(False).alias("implausible"))
    )


def _problems(frame: pl.DataFrame) -> pl.DataFrame:
    """One column a field that can be refused: null where it is well, else the reason."""
    today = date.today()
    amount, seized = pl.col("amount"), pl.col("seized_on")
    too_big = pl.col("base").is_not_null() & pl.col("quantity_base").is_null()
    checks = {
        "COUNTRY": [(pl.col("country").is_null(), N_("the country or territory of seizure is not known"))],
        "SEIZURE_DATE": [
            (
                seized.is_null() | pl.col("date_precision").is_null(),
                N_("the date is not YYYY-MM-DD, YYYY-MM or YYYY"),
            ),
            ((seized > today) | (seized < date(1900, 1, 1)), N_("the date lies in the future or before 1900")),
        ],
        "AMOUNT": [
            (
                (pl.col("AMOUNT").str.strip_chars() != "") & (amount.is_null() | ~amount.is_finite()),
                N_("the amount is not a number"),
            ),
            (amount < 0, N_("the amount is below zero")),
            (too_big, N_("the amount is too large to be a quantity")),
        ],
        **{c: [(pl.col(role).is_null(), N_("the place is not known"))] for role, c in ROLES.items()},
    }
    columns = []
    for field, rules in checks.items():
        reason: pl.Expr = pl.lit(None, dtype=pl.String)
        for test, text in reversed(rules):
            reason = pl.when(test).then(pl.lit(text)).otherwise(reason)
        columns.append(reason.alias(f"problem_{field}"))
    return frame.with_columns(columns)


def _refused(bad: pl.DataFrame) -> pl.DataFrame:
    """The first problem of each refused row, with its field and value."""
    fields = [c.removeprefix("problem_") for c in bad.columns if c.startswith("problem_")]
    first: pl.Expr = pl.lit(None, dtype=pl.String)
    value: pl.Expr = pl.lit(None, dtype=pl.String)
    for field in reversed(fields):
        wrong = pl.col(f"problem_{field}").is_not_null()
        first = pl.when(wrong).then(pl.lit(field)).otherwise(first)
        value = pl.when(wrong).then(pl.col(field)).otherwise(value)
    reason = pl.coalesce([f"problem_{f}" for f in fields])
    return conform(bad.with_columns(first.alias("field"), value.alias("value"), reason.alias("reason")), REFUSED_SCHEMA)
