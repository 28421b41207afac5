"""Column contracts of the frames that cross a wall. A frame honours its contract also when empty."""

import polars as pl

from domain.errors import AtlasError

EVENT_SCHEMA: dict[str, type[pl.DataType]] = {
    "row": pl.Int64,  # distinguishes the records of one file; the physical row unless `file_row` says otherwise
    "file_row": pl.Int64,  # physical row of the file, the header being row 1
    "content": pl.String,  # the reported fields in the adapter's order: what makes two rows identical
    "record_id": pl.String,  # the source's own id of the record; with it a changed record supersedes the old one
    "events": pl.Int64,  # how many seizures the record stands for; null where the source does not report it
    "seized_on": pl.Date,  # first day of the period when the precision is coarser than a day
    "date_precision": pl.String,  # day, month or year
    "country": pl.String,
    "country_reported": pl.String,
    "admin1": pl.String,  # ISO 3166-2
    "admin1_reported": pl.String,
    "place_reported": pl.String,
    "locode": pl.String,  # UN/LOCODE
    "latitude": pl.Float64,
    "longitude": pl.Float64,
    "place_precision": pl.String,  # exact, place, admin1 or country; '' without coordinates
    "facility_reported": pl.String,
    "agency_reported": pl.String,
    "agency_kind": pl.String,  # AGENCY_KINDS
    "mode": pl.String,
    "mode_reported": pl.String,
    "concealment_reported": pl.String,
    "detection_reported": pl.String,
    "routing_reported": pl.String,
    "producing": pl.String,
    "producing_reported": pl.String,
    "departure": pl.String,
    "departure_reported": pl.String,
    "transit": pl.String,  # codes in order, joined by '>'
    "transit_reported": pl.String,
    "destination": pl.String,
    "destination_reported": pl.String,
    "certainty": pl.String,  # 'departure:suspected destination:reported'; a role not named is as reported
    "persons": pl.Int64,  # persons involved: a count, never a name
    "source_type": pl.String,  # official record, aggregate, media, court …
    "funder": pl.String,
    "grading": pl.String,
    "handling": pl.String,  # '' takes the source's
    "owner_country": pl.String,
    "operation_id": pl.String,
    "case_id": pl.String,
    "overlap": pl.String,  # why this record may hold seizures that other records hold too
    "first_seen": pl.Date,  # null: the day of the import
}
ITEM_SCHEMA: dict[str, type[pl.DataType]] = {
    "line": pl.Int64,  # goods line inside the seizure, from 1
    "goods": pl.String,
    "goods_reported": pl.String,
    "species_reported": pl.String,
    "hs": pl.String,  # HS heading or code as reported
    "illicit": pl.String,  # ILLICIT_REASONS: why the goods are illicit, apart from what they are
    "illicit_reported": pl.String,
    "quantity_reported": pl.String,
    "unit_reported": pl.String,
    "unit_class": pl.String,  # empty where the unit is not reported or not known
    "quantity_base": pl.Int64,  # base units of the class (domain.units); null where not reported
    "factor": pl.String,  # how the harmonised quantity was made: '1 lb = 0.45359237 kg (…)'; '' in the unit itself
    "implausible": pl.Boolean,
    "value_reported": pl.String,
    "currency": pl.String,  # ISO 4217
    "valuation": pl.String,  # VALUATIONS; never mixed
    "value_milli": pl.Int64,  # thousandths of the currency; null where not reported
}
RECORD_SCHEMA: dict[str, type[pl.DataType]] = {**EVENT_SCHEMA, **ITEM_SCHEMA}
"""What an adapter yields: one row a goods line; rows with the same `row` are one seizure (the same event fields)."""

REQUIRED = frozenset({"row", "content", "seized_on", "date_precision", "country", "goods"})
"""What every adapter must give; `completed` fills the rest with what stands for "not reported"."""

REFUSED_SCHEMA: dict[str, type[pl.DataType]] = {
    "row": pl.Int64,
    "field": pl.String,
    "value": pl.String,
    "reason": pl.String,
    "content": pl.String,
}
"""What an adapter could not read, each with its reason."""

OBSERVATION_SCHEMA: dict[str, type[pl.DataType]] = {
    "row": pl.Int64,
    "content": pl.String,
    "indicator": pl.String,  # victims, persons-prosecuted, oc-score …: never a seizure
    "country": pl.String,
    "country_reported": pl.String,
    "year": pl.Int32,  # year of the figure, or of the edition
    "dimension": pl.String,  # what kind of breakdown the category belongs to; '' for the total
    "category": pl.String,
    "sex": pl.String,  # '' for both
    "age": pl.String,  # '' for all
    "partner": pl.String,  # the other country (citizenship, repatriation); '' if none
    "partner_reported": pl.String,
    "low": pl.Float64,  # lowest and highest value that the report allows: equal for a plain number,
    "high": pl.Float64,  # 1 and 4 for '<5'; null where nothing was reported
    "value_reported": pl.String,
    "unit": pl.String,
}
"""Statistics that are no seizures: victims, scores. An interval stays an interval."""

GROUP_SCHEMA: dict[str, type[pl.DataType]] = {
    "row": pl.Int64,
    "network": pl.String,
    "code": pl.String,
    "name": pl.String,  # a published name of a group; '' where the label is a code, or may name a person
    "place_reported": pl.String,
    "sort": pl.String,  # group, actor, meeting: what a node without a name is called
}
TIE_SCHEMA: dict[str, type[pl.DataType]] = {
    "row": pl.Int64,
    "network": pl.String,
    "from_code": pl.String,
    "to_code": pl.String,
    "kind": pl.String,  # alliance, rivalry, contact
    "weight": pl.Float64,
    "mirrored": pl.Boolean,  # the other direction is reported too
}
"""Organised-crime sets: groups (or pseudonymous actors) and the directed ties between them."""

COVERAGE_SCHEMA: dict[str, type[pl.DataType]] = {
    "source": pl.String,
    "country": pl.String,
    "year": pl.Int32,
    "n": pl.Int64,
}
"""Who has records for which year: inferred from the records until reporters declare."""

REPORTING_SCHEMA: dict[str, type[pl.DataType]] = {
    "source": pl.String,
    "country": pl.String,
    "month": pl.String,
    "n": pl.Int64,  # records dated by day or month
    "status": pl.String,  # reported, partial, gap (data_access.cube.gaps), year (whole, no month named), not_reported
    "basis": pl.String,  # declared by the reporter, or inferred from the records
}
"""Who reported what, when: reporter × source × month."""


OPERATION_SCHEMA: dict[str, type[pl.DataType]] = {
    "op_id": pl.String,
    "series": pl.String,
    "operation": pl.String,
    "edition": pl.String,
    "year": pl.Int32,
    "first_day": pl.Date,  # null where the days or months are not reported: then only the year is known
    "last_day": pl.Date,  # inclusive; of a month its last day
    "date_precision": pl.String,  # day, month or year: the coarser of both ends
    "date_note": pl.String,
    "lead_organisations": pl.String,
    "partner_organisations": pl.String,
    "participating_countries": pl.Int64,  # how many; null where not reported
    "countries_note": pl.String,
    "countries_iso3": pl.String,  # joined by ';', only where all are named: empty does not mean none
    "regions": pl.String,  # 'global' or INTERPOL regions in words, joined by ';'
    "goods_categories": pl.String,  # as the file names them, joined by ';'
    "goods": pl.String,  # our codes for them, with the kinds inside each group, joined by ';'
    "goods_operation": pl.Boolean,  # false: an operation on people
    "quantity_caveat": pl.String,
    "note": pl.String,
    "source_grade": pl.String,  # official, official text reposted, press or other
    "verified": pl.Boolean,
    "unverified_fields": pl.String,
    "source1_title": pl.String,
    "source1_publisher": pl.String,
    "source1_date": pl.String,
    "source1_url": pl.String,
}
"""Police and customs operations as public texts report them. Results (arrests, amounts) stay in the file: they follow
rules of their own (data_access/facts/README.md)."""


def conform(frame: pl.DataFrame, schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    """The frame with exactly these columns and types; raises AtlasError where a column is missing."""
    missing = [name for name in schema if name not in frame.columns]
    if missing:
        raise AtlasError("The frame lacks the columns {missing}.", missing=missing)
    return frame.select(pl.col(name).cast(dtype) for name, dtype in schema.items())


def completed(frame: pl.DataFrame) -> pl.DataFrame:
    """Records with every column of RECORD_SCHEMA: what an adapter left out is not reported.

    Texts become '', numbers and dates null; `events` and `line` are 1 and `implausible` false.
    Raises AtlasError where a required column is missing.
    """
    if "row" in frame.columns:
        own = pl.coalesce("file_row", "row") if "file_row" in frame.columns else pl.col("row")
        frame = frame.with_columns(own.alias("file_row"))
    defaults = {"events": 1, "line": 1, "implausible": False}
    missing = {
        name: defaults.get(name, "" if dtype == pl.String else None)
        for name, dtype in RECORD_SCHEMA.items()
        if name not in (*REQUIRED, "file_row") and name not in frame.columns
    }
    added = [pl.lit(value, dtype=RECORD_SCHEMA[name]).alias(name) for name, value in missing.items()]
    texts = [pl.col(n).fill_null("") for n, d in RECORD_SCHEMA.items() if d == pl.String and n in frame.columns]
    counts = [pl.col(n).fill_null(defaults[n]) for n in ("line", "implausible") if n in frame.columns]
    return conform(frame.with_columns(*added, *texts, *counts), RECORD_SCHEMA)
