"""The languages of the product. A new one is a catalogue under locales/ and an entry here.

Catalogues are GNU gettext, made and compiled by Babel (tools/catalogues.py). English is the key of every text and has
none. A language is available once its catalogue is there.
"""

import gettext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LOCALES = Path(__file__).resolve().parent.parent / "locales"
DOMAIN = "atlas"


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language: its code in links, its own name, the locales of Unicode CLDR for its numbers and its lists."""

    code: str
    name: str
    locale: str
    lists: str
    right_to_left: bool = False


ENGLISH_CODE = "en"
PSEUDO = "xa"
"""English with marks around every text that a catalogue knows, for tests: what has none cannot be translated."""
LANGUAGES = {  # untranslated
    one.code: one
    for one in (
        Language(code=ENGLISH_CODE, name="English", locale="en", lists="en_GB"),
        Language(code=PSEUDO, name="Pseudo", locale="en", lists="en_GB"),
    )
}


def available() -> tuple[str, ...]:
    """The codes of the languages that can be read now."""
    return tuple(code for code in LANGUAGES if code == ENGLISH_CODE or _compiled(code).is_file())


def offered() -> dict[str, str]:
    """Code → own name of the languages that readers choose from."""
    return {code: LANGUAGES[code].name for code in available() if code != PSEUDO}


def available_or_english(code: str) -> str:
    """The language asked for, or English where it is none of ours."""
    return code if code in available() else ENGLISH_CODE


@lru_cache
def catalogue(code: str) -> gettext.NullTranslations:
    """The texts of a language, read once and never changed."""
    return gettext.translation(DOMAIN, LOCALES, [code], fallback=True)


def _compiled(code: str) -> Path:
    return LOCALES / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
