"""Cases as frames: the contracts. A case is named by `case_id`; its parts stand in frames of their own, in order."""

import polars as pl

CASE_SCHEMA: dict[str, type[pl.DataType]] = {
    "case_id": pl.String,
    "title": pl.String,
    "proven": pl.Boolean,  # domain.cases.proof.proven
    "convicted": pl.Boolean,  # rests on a conviction or plea that stands
    "in_matrix": pl.Boolean,  # counts in goods × linked crime and goods × kind of group
    "evidence_standard": pl.String,
    "oc_link_standard": pl.String,
    "finality": pl.String,
    "group_kind": pl.String,
    "region": pl.String,
    "judgment_year": pl.Int32,  # null without a judgment or a date
    "in_absence": pl.Boolean,  # null: not stated
    "death_sentence": pl.Boolean,
    "terrorism_level": pl.String,
    "terrorism_basis": pl.String,
    "source_grade": pl.String,
    "verified": pl.Boolean,
    "checked_on": pl.String,  # YYYY-MM
    "court": pl.String,
    "status": pl.String,
    "period": pl.String,
    "origin_note": pl.String,
    "transit_note": pl.String,
    "destination_note": pl.String,
    "group_type": pl.String,
    "link_how": pl.String,
    "count_in_goods_matrix": pl.Boolean,
    "concealment": pl.String,
    "transport": pl.String,
    "documents": pl.String,
    "online": pl.String,
    "outcome": pl.String,
    "lesson": pl.String,
    "note": pl.String,
    "erratum": pl.String,
    "source": pl.String,
    "handling": pl.String,
    "version": pl.Int64,
    "state": pl.String,
    "saved_at": pl.Datetime,  # UTC
    "saved_by": pl.String,
    "reason": pl.String,
    "first_seen": pl.Date,
}
"""One row a case."""

PART_SCHEMAS: dict[str, dict[str, type[pl.DataType]]] = {
    "goods": {"case_id": pl.String, "line": pl.Int64, "goods": pl.String, "category": pl.String},
    "places": {"case_id": pl.String, "line": pl.Int64, "role": pl.String, "place": pl.String},
    "crimes": {"case_id": pl.String, "line": pl.Int64, "crime": pl.String, "crime_standard": pl.String},
    "quantities": {
        "case_id": pl.String,
        "line": pl.Int64,
        "amount": pl.Float64,  # null where none is told
        "amount_reported": pl.String,
        "unit": pl.String,  # 'money' has a currency
        "what": pl.String,
        "currency": pl.String,
        "qualifier": pl.String,
        "role": pl.String,  # never added across roles
    },
    "references": {
        "case_id": pl.String,
        "line": pl.Int64,
        "title": pl.String,
        "publisher": pl.String,
        "published": pl.String,
        "address": pl.String,
    },
    "texts": {"case_id": pl.String, "line": pl.Int64, "kind": pl.String, "text": pl.String},
}
"""The parts, each in the order of the case."""

COUNT_SCHEMA: dict[str, type[pl.DataType]] = {
    "n": pl.Int64,  # the measure: cases, each once in a row
    "n_in_absence": pl.Int64,  # of these: with at least one sentence in absence
    "n_death_sentence": pl.Int64,  # of these: with a death sentence
}
"""What follows the dimensions (text) in a count. A case may stand in several rows: they do not add up to the total."""

HISTORY_SCHEMA: dict[str, type[pl.DataType]] = {
    "version": pl.Int64,
    "state": pl.String,
    "is_current": pl.Boolean,
    "saved_at": pl.Datetime,
    "saved_by": pl.String,
    "reason": pl.String,
    "run_id": pl.String,  # null where somebody wrote it
    "evidence_standard": pl.String,
    "oc_link_standard": pl.String,
    "erratum": pl.String,
}
"""The versions of one case, newest first."""

LIST_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    **CASE_SCHEMA,
    "goods": pl.List(pl.String),  # our codes
    "crimes": pl.List(pl.String),
    "jurisdiction": pl.List(pl.String),
    "origin": pl.List(pl.String),
    "transit": pl.List(pl.String),
    "destination": pl.List(pl.String),
}
"""Cases in a list: with the codes of their parts, each once and in order."""
