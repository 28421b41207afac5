"""Which browser a session belongs to: a cookie that serve.py gives, unguessable and unseen by scripts.

It stands in for a sign-in where something must be one reader's alone: a source that was brought, a file that was made.
"""

import hmac
import re
import secrets
from hashlib import blake2b

import streamlit as st

from pages.parts import reader

COOKIE = "atlas_browser"
_FORM = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def fresh() -> str:
    """A new value for the cookie: 256 random bits."""
    return secrets.token_urlsafe(32)


def valid(value: object) -> bool:
    """Whether a value has the form of ours; anything else counts as no cookie."""
    return isinstance(value, str) and bool(_FORM.fullmatch(value))


def own_cookie() -> str:
    """The cookie of this session's browser as it opened the session, '' if it has none."""
    value = st.context.cookies.get(COOKIE, "")
    return value if valid(value) else ""


def owner() -> str:
    """Whose an upload is: this browser's, or without a cookie this session's alone. The cookie itself is not shown."""
    if value := own_cookie():
        return f"browser:{_digest(value)}"
    return f"session:{_digest(reader.secret())}"


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16, person=b"atlas owner").hexdigest()


_KEY = secrets.token_bytes(32)
"""Of this process, as the files are."""
_MARK = re.compile(r"_([0-9a-f]{6})([0-9a-f]{10})\.[a-z]+\Z", re.ASCII)


def mark() -> str:
    """Letters for the name of a file: new each time, and such that only this browser's cookie fits them."""
    salt = secrets.token_hex(3)
    return f"{salt}{_seal(salt, own_cookie() or reader.secret())}"


def fits(file_name: str, cookie: str) -> bool:
    """Whether a file was made for the browser with this cookie."""
    found = _MARK.search(file_name[-40:])
    return bool(found and valid(cookie) and hmac.compare_digest(found[2], _seal(found[1], cookie)))


def _seal(salt: str, whose: str) -> str:
    return blake2b(f"{salt}{whose}".encode(), digest_size=5, key=_KEY, person=b"atlas file").hexdigest()
