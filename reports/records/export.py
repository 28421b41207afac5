"""The records of a listing as a file: one row a goods line, read page by page up to a stated cap."""

from collections.abc import Iterator

import polars as pl

from data_access.answers import Answers
from data_access.records.search import MOST_ROWS, Count, Listing, Page
from domain.messages import N_
from domain.units import UNIT_CLASSES
from domain.words import Words
from reports.exports import Export, about, citation
from reports.records.rows import lines_table
from reports.wording import inside

MOST = 50_000
"""So many records go into one file."""
UNIT = N_("goods lines of records")
CAUTION = N_(
    "Single records as sources report them. A record with several goods has several lines: count records by their key, "
    "not lines. What is not reported is empty, never zero; quantities of unlike units are never added. Exact copy: "
    "equal in every field to an earlier row of the same source: listed twice, or a genuine repeat."
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


def record_export(answers: Answers, words: Words, listing: Listing, *, link: str = "", most: int = MOST) -> Export:
    """The file of a listing. What the cap leaves out is stated in the title, the caution and the metadata."""
    sources = answers.source_names()
    parts = list(pages(answers, listing, most))
    table = pl.concat([lines_table(page, words, sources) for page in parts], how="vertical_relaxed")
    read, left_out = sum(page.records.height for page in parts), bool(parts[-1].after)
    whole = _whole(answers.record_total(listing), read, words)
    caution, unit = words.t(CAUTION), words.t(UNIT)
    if left_out:
        cut = words.t("The file contains the first {read} records of {whole}.", read=read, whole=whole)
        caution = f"{caution} {cut}"
    title = _title(read, whole, words) if left_out else _title(read, "", words)
    metadata = about(answers, words, listing.selection, title=title, unit=unit, caution=caution, link=link)
    order = order_in_words(listing, words)
    metadata |= {"search": listing.text, "order": order, "records": read, "records_left_out": left_out}
    if listing.text:
        found_by = words.t("found by: {text}", text=listing.text)
        metadata["filters_in_words"] = f"{found_by} · {metadata['filters_in_words']}"
        metadata["search_in_words"] = found_by
        metadata["suggested_citation"] = citation(metadata, words)
    name = f"contraband-atlas_records_v{metadata['data_version']}"
    return Export(name=name, title=metadata["title"], unit=unit, table=table, about=metadata, words=words)


def _whole(found: Count, read: int, words: Words) -> str:
    """How many records the listing has, as far as they were counted."""
    number = max(found.n, read)
    return words.number(number) if found.exact else words.t("more than {n}", n=number)


def _title(read: int, whole: str, words: Words) -> str:
    """'4 records of reported seizures'; of a file that was cut (`whole`: of how many) that it was."""
    if whole:
        return words.n(
            "The first {n} of {whole} records of reported seizures",
            "The first {n} of {whole} records of reported seizures",
            read,
            whole=whole,
        )
    return words.n("{n} record of reported seizures", "{n} records of reported seizures", read)


_ORDERS = {
    ("date", False): N_("Date of seizure, oldest first"),
    ("date", True): N_("Date of seizure, newest first"),
    ("country", False): N_("Country or territory, A–Z, the newest first inside each"),
    ("country", True): N_("Country or territory, Z–A, the oldest first inside each"),
    ("quantity", False): N_("Quantity of one kind of unit ({kind}), smallest first"),
    ("quantity", True): N_("Quantity of one kind of unit ({kind}), largest first"),
    ("loaded", False): N_("Order of loading, first loaded first"),
    ("loaded", True): N_("Order of loading, last loaded first"),
}


def order_in_words(listing: Listing, words: Words) -> str:
    """The order of a listing for readers."""
    kind = inside(words.t(UNIT_CLASSES[listing.unit_class].name), words) if listing.sort == "quantity" else ""
    return words.t(_ORDERS[listing.sort, listing.descending], kind=kind)
