"""The page for an address that names no page of ours: it says so, and leads to those that there are."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import parse_qs

from domain.languages import available_or_english
from domain.words import Words
from pages import CATALOGUE

_STYLE: Final = """
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 "Source Sans 3", "Source Sans Pro", system-ui, sans-serif; }
header { background: CanvasText; color: Canvas; padding: 16px 32px; font-size: 1.25rem; font-weight: 600; }
main { max-width: 44rem; margin: 0 auto; padding: 32px; }
h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
ul { columns: 2 14rem; padding-left: 1.25rem; }
li { padding: 4px 0; break-inside: avoid; }
code { overflow-wrap: anywhere; }
"""
LONGEST: Final = 80
"""Letters of an address that are repeated."""
LONGEST_QUERY: Final = 2_000
PAGES: Final = frozenset(entry.url for entry in CATALOGUE)


def page(path: str, query: str, base: str) -> str:
    """The page in the language of the link. path: below `base`, the address of the app ('' for its root)."""
    words = Words(available_or_english(parse_qs(query).get("lang", [""])[0]))
    named = path.strip("/")[:LONGEST]
    filters = f"?{escape(query[:LONGEST_QUERY])}" if query else ""
    links = "".join(
        f'<li><a href="{escape(base)}/{entry.url}{filters}">{escape(words.t(entry.title))}</a></li>'  # untranslated
        for entry in CATALOGUE
        if not entry.hidden
    )
    title = escape(words.t("There is no such page here"))
    said = escape(
        words.t(
            "The link names the page '{page}'. It may be misspelt, or of another version of the program. Filters that "
            "the link holds fit these pages:",
            page=named,
        )
    )
    return (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'  # untranslated
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style></head>'
        f"<body><header>Contraband Atlas</header><main><h1>{title}</h1><p>{said}</p><ul>{links}</ul></main>"
        "</body></html>"
    )
