"""Folds spellings of places to one key: case, accents, punctuation, word order and look-alike letters do not count."""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC, _LATIN = "АВЕКМНОРСТУХІЈЅаеорсухіјѕ", "ABEKMHOPCTYXIJSaeopcyxijs"
_GREEK, _GREEK_LATIN = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo"
_TO_LATIN = str.maketrans(_CYRILLIC + _GREEK, _LATIN + _GREEK_LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_HAS_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]")  # × and ÷ stand between them and are no letters
_HAS_OTHER = re.compile("[Ͱ-ӿ]")  # Greek and Cyrillic

# Letters that Unicode does not decompose, and Arabic letters that are written for one another.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŀ": "l"}
    | {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": ""}
)
# Only marks of Latin, Greek, Cyrillic and Arabic: in Hindi, Thai or Japanese the marks are the vowels.
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]")
_APOSTROPHE = "['’‘`´ʼ′‛ʻ]"
_ELISION = re.compile(rf"\b[dl]{_APOSTROPHE}\s?(?=\w)", re.IGNORECASE)  # d'Ivoire
_INITIALS = re.compile(r"\b[^\W\d_](?:\.\s?[^\W\d_])+\b\.?")

# Only words that distinguish no two places in any language of CLDR: Hungarian "Dél" is south, so no "del".
_DROPPED = frozenset(("the", "of", "de", "du", "la", "le", "les"))
_SAME = {
    **dict.fromkeys(("st", "ste"), "saint"),
    **dict.fromkeys(("rep", "republica", "republique", "repubblica", "republik"), "republic"),
    **dict.fromkeys(("dem", "democratica", "democratique", "demokratische"), "democratic"),
    **dict.fromkeys(("is", "isl", "isls", "island"), "islands"),
    "peoples": "people",
    "fed": "federated",
    "divoire": "ivoire",
}


def _one_script(word: str) -> str:
    """A word that mixes Latin with Cyrillic or Greek look-alikes, in the script that fits all its letters."""
    if not (_HAS_LATIN.search(word) and _HAS_OTHER.search(word)):
        return word
    latin, cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    if not _HAS_OTHER.search(latin):
        return latin
    return word if _HAS_LATIN.search(cyrillic) else cyrillic


def _visible(text: str) -> str:
    """Without marks of direction, zero-width characters and soft hyphens; controls become spaces."""
    kept = (c if unicodedata.category(c) != "Cc" else " " for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", "".join(kept))


def _bare_letters(text: str) -> str:
    """Without accents and vowel points."""
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))


def words(text: str) -> list[str]:
    """The folded words of a text in their order, nothing dropped."""
    text = re.sub(_APOSTROPHE, "", _ELISION.sub("", _visible(text).replace("_", " ")))  # for \b it is a letter
    text = _INITIALS.sub(lambda m: re.sub(r"[.\s]", "", m[0]) + " ", text)
    spaced = _bare_letters(re.sub(r"[&+/]", " and ", text)).split()
    text = _bare_letters(" ".join(map(_one_script, spaced)).casefold()).translate(_PLAIN)
    bare = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text).split()
    return [_one_script(word) for word in bare]  # again: "жß" has become "жss" since


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The key of a name: folded words in alphabetical order, without articles. '' where no letter is left.

    "Korea, Rep. of" and "republic  of KOREA" have one key; "Hong Kong, China" and "China and Hong Kong" have two.
    """
    folded = words(text)
    kept = [_SAME.get(w, w) for w in folded if w not in _DROPPED]
    return " ".join(sorted(kept or folded))


def repaired(text: str) -> str | None:
    """Text that was decoded as Windows-1252 though it was UTF-8 ("CÃ´te"), set right; None where it was not."""
    try:
        fixed = text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return None if fixed == text else fixed
