"""`atlas brief`: the briefing of a place and a period as a file, the same as on its page."""

from dataclasses import replace
from pathlib import Path

import click

from charts.theme import LIGHT
from cli.language import words
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.errors import UsageError
from domain.selection import Selection
from reports.briefing.brief import brief
from reports.briefing.files import FORMATS
from reports.briefing.scope import scoped
from reports.briefing.sender import Sender, drafted
from reports.studio import Studio


def selection_of(place: str, period: str, goods: tuple[str, ...], scheme: str) -> Selection:
    """The filters of a place (a country, or a region of the scheme), a period ('2015', '2011-2016') and goods.

    Raises UsageError.
    """
    found = Selection(scheme=scheme)
    if place:
        regions = reference.regions(scheme)["region"].to_list()
        if place in reference.names("places"):
            found = found.having("country", (place,))
        elif place in regions:
            found = found.having("region", (place,))
        else:
            raise UsageError(
                "'{place}' is neither the code of a country or territory (such as FRA) nor that of a region of the "
                "scheme '{scheme}' (such as {region}).",
                place=place[:40],
                scheme=scheme,
                region=regions[0],
            )
    if period:
        first, _, last = period.partition("-")
        if not all(year.isascii() and year.isdigit() and len(year) == 4 for year in (first, last or first)):
            raise UsageError("'{period}' is not a period: write 2015 or 2011-2016.", period=period[:40])
        found = replace(found, start=f"{first}-01", end=f"{last or first}-12")
    groups = set(reference.goods_group().values())
    for code in goods:
        if code not in reference.names("goods"):
            raise UsageError("'{value}' is not a code of '{dimension}'.", value=code[:40], dimension="goods")
        dimension = "goods_group" if code in groups else "goods"
        found = found.having(dimension, (*found.values(dimension), code))
    return found


def write_brief(answers: Answers, selection: Selection, form: str, out: Path, *, draft: bool) -> None:
    """Write the file. `draft`: with lines to take and likely questions made of the records. Raises UsageError."""
    ending = form or out.suffix.lstrip(".").lower()
    if ending not in FORMATS:
        raise UsageError(
            "A briefing is written as {known}: name the file so, or give --format.", known=", ".join(FORMATS)
        )
    studio = Studio(answers, words(), LIGHT)
    sender = drafted(studio, scoped(answers, selection)) if draft else Sender()
    content = FORMATS[ending](studio, brief(studio, selection, sender))
    try:
        out.write_bytes(content)
    except OSError as error:
        raise UsageError("{out} cannot be written: {strerror}.", out=out, strerror=error.strerror) from error
    click.echo(words().t("{out} written.", out=out), err=True)
