"""The texts of the product for translators: `python -m tools.catalogues` writes locales/atlas.pot.

It brings the catalogues beside it up to date and compiles them; `--compile` only compiles; `--pseudo` makes the pseudo
language, in which every text that can be translated is marked.

Babel makes the catalogues (GNU gettext). Its own reader of Python goes by single words and loses a text silently where
a variable inside the call is called n, p or t as our functions are: `calls` reads the syntax tree instead. The helps of
the shell, which click keeps as docstrings, and what the template for cases says of its columns are added. English needs
no catalogue. A fuzzy entry is a guess, and is not compiled.
"""

import ast
import io
import os
import re
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cli.language import helps
from cli.main import main as shell
from data_access.entries.registry import KINDS
from domain.languages import DOMAIN, LOCALES, PSEUDO
from tools.marked import FOLDERS, KEYWORDS, name, texts

ROOT = Path(__file__).resolve().parent.parent
_CONTEXT = {"p"}
Found = tuple[int, str, tuple[str | None, ...], list[str]]
_KEEP = re.compile(r"(\{[^{}]*\}|<[^>]+>|:material/\w+:|\]\([^)]*\)|`[^`]*`|\n|^#+ )")
_ACCENTS = str.maketrans("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ")


def extracted() -> Catalog:
    """Every text, with where it stands."""
    found = Catalog(project="Contraband Atlas", charset="utf-8")
    for file, line, text, notes, context in _texts():
        found.add(text, locations=[(file, line)], auto_comments=notes, context=context)
    for _, text in helps(shell):
        found.add(text, locations=[("cli", 1)])
    for template in (kind.template for kind in KINDS.values()):
        for line, column in enumerate(template.columns, 2):  # what a form says of its fields
            found.add(column.what, locations=[(f"data_access/reference/{template.file}.csv", line)])
    return found


def _texts() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    keywords = {function: _places(function, at) for function, at in KEYWORDS.items()}
    for folder in FOLDERS:
        path = ROOT / folder
        where, pattern = (ROOT, folder) if path.is_file() else (path, "**.py")
        for file, *rest in extract_from_dir(where, [(pattern, "tools.catalogues:calls")], keywords=keywords):
            yield (folder + file if path.is_dir() else file, *rest)


def calls(file: BinaryIO, keywords: Collection[str], tags: object, options: object) -> Iterator[Found]:
    """The calls that hold texts, as Babel asks for them (babel.messages.extract)."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and name(node) in keywords and any(map(_literal, texts(node))):
            yield node.lineno, name(node), tuple(map(_literal, node.args)), []


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _places(function: str, at: tuple[int, ...]) -> tuple[int | tuple[int, str], ...]:
    """Babel counts arguments from one, and marks that of a context."""
    return tuple((i + 1, "c") if function in _CONTEXT and i == 0 else i + 1 for i in at)


def pseudo(text: str) -> str:
    """'Hello {name}' as '⟦Hélló {name}·····⟧': a third longer, with its fields and marks as they are."""
    parts = _KEEP.split(text)
    marked = "".join(part if i % 2 else part.translate(_ACCENTS) for i, part in enumerate(parts))
    return f"⟦{marked}{'·' * (len(text) // 3)}⟧"


def make_pseudo() -> None:
    """Write the pseudo language where catalogues are looked for; whoever reads it meanwhile reads the old one."""
    catalog = extracted()
    for one in catalog:
        if one.id:
            one.string = tuple(map(pseudo, one.id)) if isinstance(one.id, tuple) else pseudo(str(one.id))
    _write_mo(catalog, LOCALES / PSEUDO / "LC_MESSAGES" / f"{DOMAIN}.mo")


def _write_mo(catalog: Catalog, path: Path) -> None:
    content = io.BytesIO()
    write_mo(content, catalog)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}")
    new.write_bytes(content.getvalue())
    new.replace(path)


def bring_up_to_date() -> None:
    """The list of all texts, and each language's catalogue with them."""
    template = extracted()
    LOCALES.mkdir(exist_ok=True)
    with (LOCALES / f"{DOMAIN}.pot").open("wb") as file:
        write_po(file, template, omit_header=False, sort_output=True)
    for path in sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        catalog = read_po(path.open("rb"), locale=path.parts[-3], domain=DOMAIN)
        catalog.update(template)
        with path.open("wb") as file:
            write_po(file, catalog, sort_output=True)
        _write_mo(catalog, path.with_suffix(".mo"))


def compile_all() -> None:
    """What set-up makes of the catalogues."""
    for path in sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        _write_mo(read_po(path.open("rb"), locale=path.parts[-3], domain=DOMAIN), path.with_suffix(".mo"))


if __name__ == "__main__":
    {"--pseudo": make_pseudo, "--compile": compile_all}.get("".join(sys.argv[1:]), bring_up_to_date)()
