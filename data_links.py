"""A stable address for the data of each chart: /data/PAGE/CARD.csv?…, with the parameters of the page's own link.

For spreadsheets and notebooks that refresh: the same codes, rights and checks as the shell's `atlas chart`. `.json`
says what must be said with the figures. The ETag is one of the data version, so that an unchanged store costs nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from charts.theme import LIGHT
from data_access.answers import Answers
from domain.errors import AtlasError, TooFine, UsageError
from domain.messages import Message, message
from domain.viewer import Viewer
from domain.words import Words
from reports.asked import strict
from reports.card import cards
from reports.exported import exported
from reports.exports import FORMATS, MIME
from reports.studio import Studio
from reports.subjects import SUBJECTS
from reports.subjects import asked as question_of

ENDINGS: Final = ("csv", "json")
AT_ONCE: Final = 2
"""So many are made at one time; who comes then is asked to come back."""
MOST_ROWS: Final = 100_000
"""A longer table is refused: `atlas query` has no such bound."""
_BUSY: Final = "Other data are being made just now. Try again in a moment.\n"


class Asked(NamedTuple):
    """What an address names."""

    page: str
    card: str
    ending: str
    query: str


class Refused(Exception):
    """What is asked cannot be given: the status of HTTP, and why."""

    def __init__(self, status: int, why: Message) -> None:
        super().__init__(why.packed())
        self.status, self.why = status, why


class DataLinks:
    """Answers for one viewer, the same for all who ask: there is no sign-in. `answers`: what that viewer may learn."""

    def __init__(self, viewer: Viewer, answers: Callable[[Viewer], Answers]) -> None:
        self.viewer, self.answers, self.words = viewer, answers, Words(viewer.language)
        self.running = 0

    async def respond(self, request: Request) -> Response:
        """200 with the data, 304 where they are what the asker has, 400, 404 or 413 with the reason, 503 if busy."""
        asked = Asked(*(request.path_params[name] for name in ("page", "card", "ending")), request.url.query)
        if self.running >= AT_ONCE:
            return PlainTextResponse(_BUSY, 503, headers={"Retry-After": "2", "Cache-Control": "no-store"})
        self.running += 1
        try:
            return await asyncio.to_thread(self.answer, asked, request.headers.get("if-none-match", ""))
        except Refused as refused:
            return PlainTextResponse(f"{self.words.say(refused.why)}\n", refused.status)
        except TooFine as error:
            return PlainTextResponse(f"{self.words.say(error.message)}\n", 413)
        except UsageError as error:
            return PlainTextResponse(f"{self.words.say(error.message)}\n", 400)
        except AtlasError as error:
            return PlainTextResponse(f"{self.words.say(error.message)}\n", 503)
        finally:
            self.running -= 1

    def answer(self, asked: Asked, known: str = "") -> Response:
        """The data; `known`: the ETags that the asker has. Raises Refused, UsageError and StoreError."""
        if asked.page not in SUBJECTS or asked.ending not in ENDINGS:
            raise Refused(
                404,
                message(
                    "There are data at /data/PAGE/CARD.csv and .json, of these pages: {pages}.",
                    pages=", ".join(SUBJECTS),
                ),
            )
        answers = self.answers(self.viewer)
        etag = _etag(asked, answers)
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        headers |= {"Content-Disposition": f'inline; filename="{_name(asked)}"'}
        if etag in [tag.strip().removeprefix("W/") for tag in known.split(",")]:
            return Response(status_code=304, headers=headers)
        return Response(self._made(asked, answers), media_type=MIME[asked.ending], headers=headers)

    def _made(self, asked: Asked, answers: Answers) -> bytes:
        question = question_of(asked.page, parse_qs(asked.query, keep_blank_values=True))
        studio = Studio(answers, self.words, LIGHT)
        report = SUBJECTS[asked.page](studio, question)
        report = tuple(report)
        strict(report)
        by_key = {card.key: card for card in cards(report)}
        if asked.card not in by_key:
            raise Refused(
                404,
                message("No chart of this page has that name. It has: {keys}.", keys=", ".join(by_key) or "none"),
            )
        card = by_key[asked.card]
        if card.table.height > MOST_ROWS:
            why = message("The table has {n} rows, more than {most}: filter it.", n=card.table.height, most=MOST_ROWS)
            raise Refused(413, why)
        export, _ = exported(studio, card, link="", name=_name(asked))
        return FORMATS[asked.ending](export)


def _name(asked: Asked) -> str:
    return f"contraband-atlas_{asked.card}.{asked.ending}"


def _etag(asked: Asked, answers: Answers) -> str:
    """Equal for the same address while the store has not changed."""
    text = repr((*asked, answers.gateway.store, answers.version, answers.viewer.rights))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
