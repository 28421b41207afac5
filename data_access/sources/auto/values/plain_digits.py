"""Digits of any script as 0–9, and the signs beside them as the plain ones."""

import unicodedata

_SPACES = "\u00a0\u2007\u2009\u200a\u202f"
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("−–—‐‑", "-"),
        **dict.fromkeys("’‘ʼ`´′", "'"),
        **dict.fromkeys(_SPACES, " "),
        "．": ".",
        "，": ",",
        "／": "/",
    }
)


def digits(text: str) -> str:
    """Digits of any script as 0–9; spaces, minus signs and apostrophes of any kind as the plain ones."""
    if text.isascii():
        return text
    plain = "".join(str(unicodedata.decimal(c)) if c > "9" and c.isdecimal() else c for c in text)
    return plain.translate(_SIGNS)
