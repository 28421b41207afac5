"""A plain question → the page and the filters that answer it, what must be asked back, what was not understood."""

from collections.abc import Mapping
from functools import lru_cache

from data_access.asking.items import items
from data_access.asking.made import Parameters
from data_access.asking.paging import page_of
from data_access.asking.parameters import parameters
from data_access.asking.parts import Parts, sorted_out
from data_access.asking.walk import walked
from domain.asking import Reading


def read(question: str, latest: int, chosen: Mapping[str, str] | None = None) -> Reading:
    """What a question asks for. latest: the latest complete year of the data; chosen: phrase in small letters → the
    sense that the reader chose for it (str of a Sense), '' to leave it out.
    """
    return _read(question, latest, tuple(sorted((chosen or {}).items())))


@lru_cache(maxsize=2000)
def _read(question: str, latest: int, chosen: tuple[tuple[str, str], ...]) -> Reading:
    found, open_roles = walked(items(question, latest, dict(chosen)))
    parts = sorted_out(found, open_roles)
    page = page_of(parts)
    made = parameters(page, parts) if page else Parameters(page, parts)
    return _reading(question, page, parts, made)


def _reading(question: str, page: str, parts: Parts, made: Parameters) -> Reading:
    return Reading(
        question=question,
        page=page,
        query=tuple((key, tuple(values)) for key, values in made.query.items()),
        understood=tuple(entry for _, entry in sorted(made.understood, key=lambda pair: pair[0])),
        ask=tuple(asked for _, asked in parts.ask),
        left=tuple(entry for _, entry in sorted(parts.left, key=lambda pair: pair[0])),
        unneeded=tuple(parts.unneeded),
    )
