"""The frames of incidents: columns and types."""

import polars as pl

INCIDENT_SCHEMA: dict[str, type[pl.DataType]] = {
    "row": pl.Int64,  # of the file
    "incident_id": pl.String,  # the company's own
    "company": pl.String,  # as the company writes itself: seen by itself alone
    "source_type": pl.String,  # domain.incidents.vocabulary.SOURCE_TYPES
    "funder": pl.String,  # who pays for the collection; '' where the company does
    "found_on": pl.Date,  # first day of the period when the precision is coarser than a day
    "date_precision": pl.String,  # day, month or year
    "goods": pl.String,
    "illicit": pl.String,  # domain.codes.ILLICIT_REASONS
    "country": pl.String,
    "found_at": pl.String,  # domain.incidents.vocabulary.FOUND_AT
    "departure": pl.String,
    "destination": pl.String,
    "mode": pl.String,
    "concealment": pl.String,  # domain.incidents.vocabulary.CONCEALMENTS
    "quantity": pl.String,  # as written: amounts of companies are listed, never added
    "unit": pl.String,
    "value": pl.String,
    "currency": pl.String,
    "reported_to": pl.String,  # domain.codes.AGENCY_KINDS: which authority knows of it
    "note": pl.String,
}
"""Incidents on their way into the store, and as their owner reads them."""
SECTOR_SCHEMA = {
    "code": pl.String,  # of the breakdown; '' where it is not stated
    "n": pl.Int64,  # incidents of all waves in which the cell may be shown
    "withheld": pl.Boolean,  # in some wave the cell is withheld: there are more than n
}
"""What may be shown of a sector's incidents by one breakdown."""
