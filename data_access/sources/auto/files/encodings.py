"""The encodings that we know, and the letters by which the words of a language are recognised.

Letters: our own collection from the alphabets of the languages (letters beyond A–Z, lower case).
"""

import itertools
from collections import Counter

DAMAGE = "surrogateescape"
SINGLE = (
    "cp1252", "cp1251", "cp1250", "iso8859_15", "iso8859_2", "koi8_r", "koi8_u", "cp1254", "cp1256", "cp1253",
    "cp1257", "iso8859_5", "cp866", "mac_roman", "cp850", "cp852",
)  # fmt: skip
"""Encodings of one byte a letter; the likelier first. ISO-8859-1 is contained in Windows-1252."""
CJK = ("gb18030", "shift_jis", "euc_kr", "big5", "euc_jp")
NAMES = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32-le": "UTF-32", "utf-32-be": "UTF-32",
    "cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp1252": "Windows-1252 (or ISO-8859-1)",
    "cp1253": "Windows-1253", "cp1254": "Windows-1254", "cp1256": "Windows-1256", "cp1257": "Windows-1257",
    "iso8859_2": "ISO-8859-2", "iso8859_5": "ISO-8859-5", "iso8859_15": "ISO-8859-15", "koi8_r": "KOI8-R",
    "koi8_u": "KOI8-U", "cp866": "DOS code page 866", "cp850": "DOS code page 850", "cp852": "DOS code page 852",
    "mac_roman": "Mac Roman", "gb18030": "GB 18030", "shift_jis": "Shift JIS", "euc_kr": "EUC-KR", "big5": "Big5",
    "euc_jp": "EUC-JP",
}  # fmt: skip
ALPHABETS = {
    "french": "àâæçéèêëîïôœùûüÿ",
    "spanish": "áéíñóúüºª",
    "portuguese": "ãáàâçéêíóôõúüºª",
    "german": "äöüß",
    "italian": "àèéìíîòóùú",
    "nordic": "åäöæøéü",
    "icelandic": "áæðéíóöúýþ",
    "western": "áàâäãåæçéèêëíìîïñóòôöõøœúùûüßÿ",
    "polish": "ąćęłńóśźż",
    "czech": "áčďéěíňóřšťúůýž",
    "slovak": "áäčďéíĺľňóôŕšťúýž",
    "hungarian": "áéíóöőúüű",
    "romanian": "ăâîșşțţ",
    "croatian": "čćđšž",
    "turkish": "çğıöşüâî",
    "baltic": "āčēģīķļņšūžąęėįųõäöü",
    "russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяўыэё",
    "serbian": "абвгдђежзијклљмнњопрстћуфхцчџшѓќѕ",
    "greek": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋΐΰς",
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأؤإئةپچژگـًٌٍَُِّْ",
}
_SETS = {language: frozenset(letters) for language, letters in ALPHABETS.items()}
MARKS = frozenset("’‘“”„–—…«»€°º§•©®™´`№\xa0\u202f±²³½¼¾£¢¥¿¡·، ؛؟")
"""Characters that stand beside words in an ordinary text."""
COMMON = frozenset("оеаинтсрвлкм")
"""The commonest letters of Russian: two thirds of any text, even in capitals."""


def word_score(words: list[str]) -> float:
    """The share of the letters beyond ASCII that belong to words of the one language that explains most.

    Letters that no language explains, signs inside words and capitals after small letters take away.
    """
    letters = Counter[str]()
    bad = total = 0
    for word in words:
        beyond = [c for c in word if c > "\x7f"]
        total += len(beyond)
        letters.update(c.lower() for c in beyond if c not in MARKS)
        bad += _wrong(word)
    explained = max(_explained(letters, known) for known in _SETS.values())
    marks = total - letters.total()
    return (explained + 0.9 * marks - bad) / total if total else 0.0


def _explained(letters: Counter[str], known: frozenset[str]) -> float:
    found = sum(number for letter, number in letters.items() if letter in known)
    if known & COMMON and found:  # Cyrillic in the wrong table is still Cyrillic, in the wrong order
        common = sum(letters[letter] for letter in COMMON) / found
        return found * min(1.0, 0.6 + 0.7 * common)
    if known is _SETS["western"]:
        return 0.95 * found  # several languages at once
    return found


def _wrong(word: str) -> int:
    """Signs between letters, control characters, capitals after small letters, two scripts in one word."""
    wrong = sum(a.islower() and b.isupper() and (a > "\x7f" or b > "\x7f") for a, b in itertools.pairwise(word))
    inside = word.strip("".join(MARKS) + "'")
    wrong += sum(c > "\x7f" and not c.isalpha() and c not in "’·" for c in inside)
    wrong += sum("\x80" <= c <= "\x9f" for c in word) * 3
    latin = any(c.isalpha() and c < "\u0250" for c in word)
    other = any("\u0370" <= c <= "\u07ff" for c in word)
    return wrong + 2 * (latin and other)
