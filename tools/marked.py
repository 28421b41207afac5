"""Which texts for readers no catalogue would find: `python -m tools.marked [FILE or FOLDER …]`.

Catalogues hold the literals inside `t`, `n`, `p`, `N_`, `message`, `counted`, `packed` and our errors (KEYWORDS). What
is put together first is in none of them, and silently so: f-strings, conditionals, sums of names. This looks for both.

A literal that reads like prose and is none (a pattern, a style, a spelling that files use) stands in a statement whose
first line, or on a line that, ends with the comment `# untranslated`.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

KEYWORDS = {
    "t": (0,),
    "n": (0, 1),
    "p": (0, 1),
    "N_": (0,),
    "message": (0,),
    "counted": (0, 1),
    "packed": (0,),
    "AtlasError": (0,),
    "UsageError": (0,),
    "SourceError": (0,),
    "StoreError": (0,),
}
"""Function → which of its arguments are texts (for `p` the first is the context)."""
FOLDERS = ("pages/", "reports/", "charts/", "analysis/", "domain/", "cli/", "data_access/", "dashboard.py")
DATA = "data_access/"
"""Its texts are words of files and of databases: what it says to a reader is a Message, as the types have it."""
EXEMPT = "# untranslated"
_PROSE = re.compile(r"[A-Za-z]{2,}[,;:.)]*[ \n](?:.*[ \n(])?[A-Za-z]{2,}|^[A-Z][a-z]{2,}[.:]?$", re.DOTALL)
_CODE = re.compile(
    r"\$\{|::|=>|</?(?:style|script|div)|px;|;\s*\}|;\s+[a-z-]+:\s|^[a-z-]+: [a-z0-9#-]+;?$"  # styles, scripts
    r"|\bSELECT\b|\\[dsw(]|\(\?"  # queries, patterns
)
"""Styles, scripts, queries and patterns have words in them too."""


def prose(text: str) -> bool:
    """Whether a literal reads like words for a reader."""
    return bool(_PROSE.search(text)) and not _CODE.search(text)


def faults(path: str, text: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What a file of the product (its path from the top) does that leaves a text in English."""
    if path.startswith(FOLDERS):
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        yield from ((call.lineno, fault) for call in calls for fault in _not_found(call))
        import os

        if not path.startswith(DATA) or os.environ.get("ALL"):
            yield from unmarked(tree, text.splitlines())


def unmarked(tree: ast.Module, lines: list[str]) -> Iterator[tuple[int, str]]:
    """Line and fault of each literal that reads like prose and that no catalogue finds."""
    marked, silent = _marked(tree), _silent(tree) | _exempt(tree, lines)
    for node in ast.walk(tree):
        if id(node) in marked or id(node) in silent or EXEMPT in lines[getattr(node, "lineno", 1) - 1]:
            continue
        text = _text(node)
        if text and prose(text):
            yield node.lineno, f"no catalogue finds this text: {text[:60]!r}"  # type: ignore[attr-defined]


def name(call: ast.Call) -> str:
    """What is called: `t` of `words.t(…)`."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def texts(call: ast.Call) -> list[ast.expr]:
    """The arguments that are texts."""
    return [call.args[i] for i in KEYWORDS.get(name(call), ()) if i < len(call.args)]


def _marked(tree: ast.Module) -> set[int]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {id(part) for call in calls for text in texts(call) for part in ast.walk(text)}


def _not_found(call: ast.Call) -> Iterator[str]:
    """What Babel skips in silence: only literals and marked names may be said."""
    takes_messages = name(call).endswith("Error")
    for text in texts(call):
        made = isinstance(text, ast.Call) and not takes_messages and name(text) != "N_"
        if made or isinstance(text, ast.JoinedStr | ast.IfExp | ast.BinOp):
            yield f"{name(call)}() takes a literal or a marked constant, not {ast.unparse(text)[:50]!r}"


def _silent(tree: ast.Module) -> set[int]:
    """Docstrings, and the parts of what is looked at as a whole."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            found |= {id(part) for part in ast.walk(node) if part is not node}
        elif isinstance(node, ast.Call) and name(node) in {"option", "argument"}:  # of click: see cli/language.py
            found |= {id(part) for key in node.keywords for part in ast.walk(key.value)}
        elif isinstance(node, ast.Call) and name(node) == "cast":
            found |= {id(part) for part in ast.walk(node.args[0])}
        elif isinstance(node, ast.arg | ast.AnnAssign | ast.FunctionDef):
            noted = node.returns if isinstance(node, ast.FunctionDef) else node.annotation
            found |= {id(part) for part in ast.walk(noted)} if noted is not None else set()
    return found


def _exempt(tree: ast.Module, lines: list[str]) -> set[int]:
    """The parts of the statements that say so on their first line."""
    said = (n for n in ast.walk(tree) if isinstance(n, ast.Assign | ast.AnnAssign | ast.Expr | ast.Return))
    return {id(part) for n in said if lines[n.lineno - 1].endswith(EXEMPT) for part in ast.walk(n)}


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "0" for v in node.values)
    return ""


def main(arguments: list[str]) -> int:
    """Print file:line and fault of each."""
    count = 0
    for given in arguments or [folder.rstrip("/") for folder in FOLDERS]:
        path = Path(given)
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            text = file.read_text(encoding="utf-8")
            for line, fault in faults(file.as_posix(), text, ast.parse(text)):
                sys.stdout.write(f"{file}:{line}: {fault}\n")
                count += 1
    sys.stdout.write(f"{count} to mark\n")
    return 1 if count else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
