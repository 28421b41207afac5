"""The records of a listing as a file: one row a goods line, read page by page up to a stated cap."""

from collections.abc import Iterator

import polars as pl

from data_access.answers import Answers
from data_access.records.search import MOST_ROWS, Listing, Page
from data_access.records.sorts import SORTS
from domain.units import UNIT_CLASSES
from reports.exports import Export, about, citation
from reports.records.rows import COPY, lines_table

MOST = 50_000
"""So many records go into one file."""
UNIT = "goods lines of records"
TITLE = "records of reported seizures"
CAUTION = (
    "Single records as sources report them. A record with several goods has several lines: count records by their key, "
    "not lines. What is not reported is empty, never zero; quantities of unlike units are never added. Exact copy: "
    f"{COPY[0].lower()}{COPY[1:]}"
)


def pages(answers: Answers, listing: Listing, most: int) -> Iterator[Page]:
    """The pages of a listing, up to so many records."""
    after, left = "", most
    while left > 0:
        page = answers.record_page(listing, after=after, limit=min(MOST_ROWS, left))
        yield page
        after, left = page.after, left - page.records.height
        if not after:
            return


def record_export(answers: Answers, listing: Listing, *, link: str = "", most: int = MOST) -> Export:
    """The file of a listing. What the cap leaves out is stated in the title, the caution and the metadata."""
    sources = answers.source_names()
    parts = list(pages(answers, listing, most))
    table = pl.concat([lines_table(page, sources) for page in parts], how="vertical_relaxed")
    held, left_out = answers.record_total(listing), bool(parts[-1].after)
    read = sum(page.records.height for page in parts)
    whole = f"{'' if held.exact else 'more than '}{max(held.n, read):,}"
    title = f"{'The first ' if left_out else ''}{read:,}{f' of {whole}' if left_out else ''} {TITLE}"
    caution = CAUTION + (f" The file contains the first {read:,} records of {whole}." if left_out else "")
    told = about(answers, listing.selection, title=title, unit=UNIT, caution=caution, behind=None, link=link)
    told |= {"search": listing.text, "order": order_in_words(listing), "records": read, "records_left_out": left_out}
    if listing.text:
        told["filters_in_words"] = f"found by: {listing.text} · {told['filters_in_words']}"
        told["search_in_words"] = f"found by: {listing.text}"
        told["suggested_citation"] = citation(told)
    name = f"contraband-atlas_records_v{told['data_version']}"
    return Export(name=name, title=told["title"], unit=UNIT, table=table, about=told)


def order_in_words(listing: Listing) -> str:
    """The order of a listing for readers."""
    ends = {
        "date": ("oldest first", "newest first"),
        "country": ("A–Z, the newest first inside each", "Z–A, the oldest first inside each"),
        "quantity": ("smallest first", "largest first"),
        "loaded": ("first loaded first", "last loaded first"),
    }[listing.sort]
    kind = f" ({UNIT_CLASSES[listing.unit_class].name.lower()})" if listing.sort == "quantity" else ""
    return f"{SORTS[listing.sort]}{kind}, {ends[listing.descending]}"
