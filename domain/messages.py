"""Texts that are made where nobody's language is known: errors, reasons, remarks. `Words.say` says them.

A message is its English text, which is the key of the catalogues, and the values of its {fields}.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any


@dataclass(frozen=True)
class Message:
    """`many`: the plural, chosen by the field `n`. Fields are numbers, messages, or words that no language changes."""

    text: str
    fields: tuple[tuple[str, object], ...] = ()
    many: str = ""

    def packed(self) -> str:
        """As one text, for frames and for the store: the plain text of a message without fields, else JSON."""
        return json.dumps(_plain(self), ensure_ascii=False) if self.fields else self.text


def N_(text: str) -> str:
    """Mark a text that is said later (the name that gettext's tools look for)."""
    return text


def message(text: str, /, **fields: object) -> Message:
    """A message of one form. Fields that are messages themselves, packed ones and errors too, stay such."""
    return Message(text, tuple((key, _field(value)) for key, value in fields.items()))


def counted(one: str, many: str, n: int, /, **fields: object) -> Message:
    """A message about a number of things."""
    return Message(one, (("n", n), *message("", **fields).fields), many)


def joined(parts: Sequence[str | Message], separator: str = "; ") -> Message:
    """Messages one after the other, such as the faults of several rows."""
    whole, *rest = [part if isinstance(part, Message) else unpack(part) for part in parts] or [Message("")]
    for part in rest:
        whole = message("{before}{separator}{part}", before=whole, separator=separator, part=part)
    return whole


def _field(value: object) -> object:
    if isinstance(value, BaseException):
        return getattr(value, "message", None) or str(value)
    return unpack(value) if isinstance(value, str) and value.startswith(_BEGIN) else value


def packed(text: str, /, **fields: object) -> str:
    """A message for a frame: of one form, packed."""
    return message(text, **fields).packed()


def unpack(text: str) -> Message:
    """A message that was packed. Any other text, such as one that an earlier version stored, is one without fields."""
    if text.startswith(_BEGIN):
        try:
            found = _read(json.loads(text))
        except (ValueError, KeyError, AttributeError, TypeError):
            return Message(text)  # somebody's own text that begins alike
        if isinstance(found, Message) and _simple(found):
            return found
    return Message(text)


_BEGIN = '{"text": '


def _simple(found: Message) -> bool:
    """Whether a message only puts its own fields in: a store may come from anywhere, and a pattern can ask for more."""
    known = {name for name, _ in found.fields}
    parts = [part for text in (found.text, found.many) for part in Formatter().parse(text)]
    plain = all(name is None or (name in known and not spec and not how) for _, name, spec, how in parts)
    return plain and all(_simple(value) for _, value in found.fields if isinstance(value, Message))


def _plain(value: object) -> Any:
    if isinstance(value, Message):
        return {"text": value.text, "many": value.many, "fields": {k: _plain(v) for k, v in value.fields}}
    return value if isinstance(value, int | float | str) else str(value)


def _read(value: Any) -> object:
    if isinstance(value, dict):
        return Message(value["text"], tuple((k, _read(v)) for k, v in value["fields"].items()), value["many"])
    return value
