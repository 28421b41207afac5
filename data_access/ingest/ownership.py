"""Whose a source is: its name is its identity, and only its owner adds to it or corrects what it holds.

An owner is the operator (whoever has the shell, and so the database) or one reader's browser, known by a cookie that
serve.py gives it: there is no sign-in yet. With one, the account takes the browser's place; nothing else changes.
"""

import unicodedata
from dataclasses import replace

from sqlalchemy import Connection, Engine, select, update

from data_access.sources.base import OPERATOR, OWN, UNNAMED, SourceInfo
from data_access.store import tables as t
from data_access.store.engine import writing
from domain.errors import UsageError
from domain.messages import Message, message

_ADVICE = message("Choose another name, such as one with your office and country. Nothing was loaded.")


def folded(name: str) -> str:
    """What is left of a name for a reader in a hurry: names that are alike here cannot be distinguished."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in plain if c.isalnum()) or plain


def claimed(connection: Connection, info: SourceInfo) -> SourceInfo:
    """The source under the id that the store has for it. Raises UsageError where it is, or looks like, another's.

    Asked inside the import's own transaction, so that of two who come at once only one gets the name.
    """
    s = t.Source
    sources = connection.execute(select(s.source_id, s.name, s.owner, s.kind)).all()
    for source_id, name, owner, _ in sources:
        if source_id == info.source_id and owner != info.owner:
            raise UsageError(_taken(info, str(name)))
    if info.kind != OWN or info.name.startswith(UNNAMED):
        return info
    for source_id, name, owner, kind in sources:
        if folded(str(name)) != folded(info.name):
            continue
        if owner != info.owner or kind != OWN:
            raise UsageError(_taken(info, str(name)))
        if name != info.name:
            raise UsageError(
                "You have a source called '{name}', and '{name_2}' would be taken for it. Write '{name}' to add to "
                "it. {advice}",
                name=name,
                name_2=info.name,
                advice=_ADVICE,
            )
        return replace(info, source_id=str(source_id))
    return info


def _taken(info: SourceInfo, name: str) -> Message:
    if info.name.startswith(UNNAMED):
        return message(
            "Somebody else has loaded a file with these headings and gave it no name. Give yours one. {advice}",
            advice=_ADVICE,
        )
    return message(
        "'{name}' is, or would be taken for, a source that somebody else loaded ('{other}'). {advice}",
        name=info.name,
        other=name,
        advice=_ADVICE,
    )


def owned(engine: Engine, info: SourceInfo) -> bool:
    """Whether the store has this source as its owner's."""
    s = t.Source
    with engine.connect() as connection:
        return connection.scalar(select(s.owner).where(s.source_id == info.source_id)) == info.owner


def take_over(engine: Engine, name: str) -> None:
    """The operator becomes the owner of a source that a reader loaded. Raises UsageError where there is none."""
    s = t.Source
    with writing(engine) as connection:
        taken = update(s).where(s.name == name, s.kind == OWN).values(owner=OPERATOR)
        if not connection.execute(taken).rowcount:
            raise UsageError(
                "There is no source called '{name}' that a reader loaded: see 'atlas doctor'.", name=name[:80]
            )
