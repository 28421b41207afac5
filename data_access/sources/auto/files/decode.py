"""Bytes → text: which encoding, and how sure we are.

A file that is valid UTF-8 is UTF-8. All others are judged by their words: the encoding whose words are spelt in the
letters of one language wins; where several do, charset-normalizer's order of them decides, then our order.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from data_access.sources.auto.files.encodings import CJK, DAMAGE, MARKS, NAMES, SINGLE, word_score
from domain.errors import SourceError
from domain.messages import N_, packed

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip - UTF-32 first: its mark starts as that of UTF-16
WORD = re.compile(rb"[A-Za-z'\x80-\xff]*[\x80-\xff]+[A-Za-z'\x80-\xff]*")
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}",
)
MOST_WORDS = 5_000
NEAR = 0.03
"""Encodings this close to the best one are equally good by their letters."""
SAMPLE = 200_000


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """The text without byte order mark; bytes that fit no UTF-8 are lone surrogates."""

    text: str
    encoding: str
    notes: tuple[str, ...]


def decode(data: bytes, name: str, encoding: str = "") -> Decoded:
    """The text of a file. Raises SourceError where it is not in the encoding that was given, or is no text."""
    if encoding:
        return _given(data, name, encoding)
    for mark, marked in BOMS:
        if data.startswith(mark) and (text := _strict(data[len(mark) :], marked)) is not None:
            return _decoded(
                text, marked, packed("Read as {encoding}, which the file itself says.", encoding=NAMES[marked])
            )
    if (wide := _without_mark(data)) and (text := _strict(data, wide)) is not None:
        return _decoded(text, wide, packed("Read as {encoding}.", encoding=NAMES[wide]))
    data = data.removeprefix(codecs.BOM_UTF8)
    if (text := _strict(data, "utf-8")) is not None:
        return _decoded(text, "utf-8", N_("Read as UTF-8."))
    if _mostly_utf8(data):
        text = data.decode("utf-8", errors=DAMAGE)
        return _decoded(text, "utf-8", N_("Read as UTF-8, but some bytes are damaged: those rows are set aside."))
    return _guessed(data, name)


def _decoded(text: str, encoding: str, note: str) -> Decoded:
    return Decoded(text=text, encoding=encoding, notes=(note,))


def _given(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding).name
        text = data.decode(codec)
    except LookupError as error:
        raise SourceError(
            "{name}: there is no encoding '{encoding}'. Try windows-1251 or utf-8.", name=name, encoding=encoding[:40]
        ) from error
    except UnicodeError as error:
        raise SourceError(
            "{name}: the file is not in the encoding '{encoding}'. Leave the encoding out.",
            name=name,
            encoding=encoding[:40],
        ) from error
    shown = NAMES.get(codec, encoding)
    return _decoded(
        text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"),
        codec,
        packed("Read as {encoding}, as asked for.", encoding=shown),
    )


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: every second byte of plain letters is NUL."""
    head = data[:4000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(data) % 2 or even + odd < len(head) / 5:
        return ""
    return "utf-16-le" if odd > 20 * even else "utf-16-be" if even > 20 * odd else ""


def _mostly_utf8(data: bytes) -> bool:
    good = len(_MULTIBYTE.findall(data))
    bad = len(re.findall(rb"[\x80-\xff]", _MULTIBYTE.sub(b"", data)))
    return good >= 10 * bad


def _guessed(data: bytes, name: str) -> Decoded:
    if _only_marks(data):
        note = N_("The file does not say its encoding. Read as Windows-1252 by its quotation marks and dashes.")
        return _decoded(data.decode("cp1252"), "cp1252", note)
    words = list(dict.fromkeys(found[:60] for found in WORD.findall(data)))[:MOST_WORDS]
    scores = {e: s for e in SINGLE if (s := _score(words, e)) is not None and _strict(data, e) is not None}
    best = max(scores.values(), default=0.0)
    if best < 0.85:  # no language is spelt like this
        scores |= {e: s for e in CJK if (s := _cjk(data, e)) is not None}
        best = max(scores.values(), default=0.0)
    if not scores or best <= 0:
        raise SourceError("{name}: this is not text in a known encoding. Save it as CSV in UTF-8.", name=name)
    near = [e for e in (*SINGLE, *CJK) if scores.get(e, -1.0) >= best - NEAR]
    encoding = near[0] if len(near) == 1 else _decided(data, near)
    text = data.decode(encoding)
    example = next((w.decode(encoding) for w in words if len(w) > 3), words[0].decode(encoding, errors="replace"))
    note = packed(
        "The file does not say its encoding. Read as {encoding}, in which its words look best ('{example}'); if "
        "letters are wrong, say which encoding it has.",
        encoding=NAMES[encoding],
        example=example,
    )
    return _decoded(text, encoding, note)


def _only_marks(data: bytes) -> bool:
    """Whether all that is not ASCII are the typographic marks of Windows-1252: no letter speaks for another one."""
    beyond = bytes({b for b in data if b > 0x7F})
    text = _strict(beyond, "cp1252")
    return bool(text) and set(text or "") <= MARKS


def _score(words: list[bytes], encoding: str) -> float | None:
    """How well the words are spelt, up to 1; None where one of them cannot be in this encoding."""
    try:
        return word_score([word.decode(encoding) for word in words])
    except UnicodeError:
        return None


def _cjk(data: bytes, encoding: str) -> float | None:
    """The share of the characters beyond ASCII that are everyday Chinese, Japanese or Korean ones."""
    text = _strict(data, encoding)
    foreign = [c for c in (text or "") if c > "\x7f"][:SAMPLE]
    if not foreign:
        return None
    return sum("\u3000" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" or c >= "\uff01" for c in foreign) / len(foreign)


def _decided(data: bytes, near: list[str]) -> str:
    """charset-normalizer's choice, if it sees a clear difference in disorder; else the first in our order."""
    lines = b"\n".join(line for line in data[: 10 * SAMPLE].splitlines() if not line.isascii())[:SAMPLE]
    found = {
        m.encoding: (m.chaos, -m.coherence) for m in from_bytes(lines, cp_isolation=near, preemptive_behaviour=False)
    }
    ranked = sorted((e for e in near if e in found), key=lambda e: found[e])
    if len(ranked) > 1 and near[0] in found:
        first, ours = found[ranked[0]], found[near[0]]
        if first[0] > ours[0] - 0.02 and first[1] > ours[1] - 0.15:
            return near[0]
    return ranked[0] if ranked else near[0]
