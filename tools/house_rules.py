"""House rules that a machine can check: `python -m tools.house_rules [FOLDER]`.

Prints file:line and the rule for each place where one does not hold, and ends with 1 if there is any.
"""

import ast
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pages import CATALOGUE
from tools.marked import faults

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {"var", "node_modules", "vendor", "__pycache__", "build", "dist"}
SEEN_DOTTED = {".ci", ".streamlit"}
TEXTS = {
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".txt",
    ".cfg",
    ".ini",
    ".sh",
    ".js",
    ".mjs",
    ".json",
    ".yml",
    ".yaml",
}
PAGE_LINES = 60
PAGES = frozenset(f"pages/{entry.file}" for entry in CATALOGUE)
CACHES = {"cache_data", "cache_resource"}
CACHING = "pages/parts/answers.py"
DOWNLOADS = "pages/parts/download.py"
DOOR = "dashboard.py"
MEDIA = {"download_button", "image", "audio", "video", "pyplot", "logo", "pdf", "graphviz_chart", "ImageColumn"}
"""What Streamlit puts at an address that it answers to everybody."""
CHOOSING = "pages/parts/choosing.py"
LISTS = {"selectbox", "multiselect"}
STOPPING, STOP = "pages/parts/stopping.py", re.compile(r"\bst\.stop\(")
WHO = {"dashboard.py", "serve.py", "cli/shared.py", "pages/parts/answers.py", "tools/bench/real_file.py"}
"""Where it is said who looks: the front door, the address of data, the shell, what is warmed up before anybody comes,
the benchmark."""
KEY = ["url", "version", "rights", "language"]
STATE, COLOURS = "pages/parts/reader.py", "charts/theme.py"
OFFLINE = ("pages/", "charts/", "analysis/", "dashboard.py")
FRAME = re.compile(r"\b(DataFrame|LazyFrame|GeoDataFrame|Series|GeoSeries|ndarray|NDArray|Table)\b")
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6})\b")
OUTSIDE = re.compile(r"https?://(?!localhost\b|127\.0\.0\.1\b)")
# Both lists are put together from parts, so that this file does not hold what it looks for.
WORDS = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error", "place" + "holder", "coming " + "soon")
UNFINISHED = re.compile(rf"\b(?:{'|'.join(WORDS)})\b(?!\s*=)", re.IGNORECASE)
HOST_PARTS = (
    ("pypi", "org"),
    ("python" + "hosted", "org"),
    ("npm" + "js", "org"),
    ("npm" + "js", "com"),
    ("yarn" + "pkg", "com"),
    ("deb", "debian", "org"),
    ("proxy", "golang", "org"),
)
HOSTS = re.compile("|".join(re.escape(".".join(parts)) for parts in HOST_PARTS), re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Finding:
    """A place where a rule does not hold."""

    path: str
    line: int
    rule: str

    def __str__(self) -> str:
        """As compilers print it."""
        return f"{self.path}:{self.line}: {self.rule}"


@dataclass(frozen=True)
class Source:
    """A file as the rules see it; `tree` is empty for what is not Python."""

    path: str
    text: str
    tree: ast.Module

    @property
    def python(self) -> bool:
        """Whether it is Python."""
        return self.path.endswith(".py")

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All that stands in the tree: walked once for all rules."""
        return tuple(ast.walk(self.tree))

    @property
    def tests(self) -> bool:
        """Whether it belongs to the tests, which may hold what the product may not."""
        return self.path.startswith("tests/")


Places = Iterator[tuple[int, str]]


def _matches(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    return (number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line))


def _names(source: Source, wanted: set[str]) -> Iterator[tuple[int, str]]:
    """Where an attribute or an import from somewhere has one of these names."""
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr in wanted:
            yield node.lineno, node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name in wanted)


def _docstrings(tree: ast.Module) -> set[int]:
    """The identities of the constants that are docstrings."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    firsts = (node.body[0] for node in ast.walk(tree) if isinstance(node, holders) and node.body)
    return {id(first.value) for first in firsts if isinstance(first, ast.Expr)}


def long_page(source: Source) -> Places:
    """A page asks, draws, ends."""
    if source.path in PAGES:
        lines = len(source.text.splitlines())
        if lines > PAGE_LINES:
            yield PAGE_LINES + 1, f"a page has at most {PAGE_LINES} lines, this one {lines}"


def page_place(source: Source) -> Places:
    """Streamlit runs files that stand directly in pages/ without dashboard.py."""
    folder, _, name = source.path.rpartition("/")
    if folder == "pages" and name != "__init__.py":
        yield 1, "no file directly in pages/ but __init__.py: it would run without dashboard.py"


def caching(source: Source) -> Places:
    """One file caches."""
    if source.path != CACHING and not source.tests:
        yield from ((line, f"st.{name} only in {CACHING}") for line, name in _names(source, CACHES))


def session_state(source: Source) -> Places:
    """One file knows what the reader did."""
    if source.path != STATE and not source.tests:
        yield from ((line, f"{name} only in {STATE}") for line, name in _names(source, {"session_state"}))


def _packages(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    return set() if node.level else {(node.module or "").split(".")[0]}


def sql(source: Source) -> Places:
    """SQL stays in data_access."""
    if source.path.startswith("data_access/") or source.tests:
        return
    for node in source.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom) and "sqlalchemy" in _packages(node):
            yield node.lineno, "sqlalchemy only in data_access"


def engine(source: Source) -> Places:
    """The way to the records is Gateway.for_viewer: the engine stays in data_access."""
    if source.python and not source.path.startswith("data_access/") and not source.tests:
        yield from ((line, "no .engine outside data_access") for line, _ in _names(source, {"engine"}))


def somebody(source: Source) -> Places:
    """Who looks is said by the front door and by the shell, and never assumed."""
    if not source.python or source.tests:
        return
    if not source.path.startswith(("domain/", "data_access/")) and source.path not in WHO:
        rule = f"who looks is said in {', '.join(sorted(WHO))}"
        yield from ((line, f"{name}: {rule}") for line, name in _names(source, {"PUBLIC", "public"}))
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef):
            yield from ((line, f"no default for who looks: {name}") for line, name in _assumed(node.args))


def _assumed(given: ast.arguments) -> Iterator[tuple[int, str]]:
    """Arguments for who looks that have a default."""
    placed = [*given.posonlyargs, *given.args]
    some = placed[len(placed) - len(given.defaults) :] if given.defaults else []
    some += [a for a, default in zip(given.kwonlyargs, given.kw_defaults, strict=True) if default is not None]
    return ((a.lineno, a.arg) for a in some if a.arg in {"viewer", "entitlement"})


def media(source: Source) -> Places:
    """A file reaches a reader in one way, bound to the browser: everything else goes to whoever knows its address."""
    if source.path != DOWNLOADS and not source.tests:
        rule = f"no file of Streamlit's own: {DOWNLOADS} alone makes them"
        ours = {"logo"} if source.path == DOOR else set()  # the product's own mark, the same for all
        yield from ((line, f"st.{name}: {rule}") for line, name in _names(source, MEDIA) if name not in ours)


def choosing(source: Source) -> Places:
    """What is typed into a list must choose what is meant: Streamlit's own lists find Ireland for "Iran"."""
    if source.path != CHOOSING and not source.tests:
        yield from ((line, f"st.{name}: {CHOOSING} alone makes lists") for line, name in _names(source, LISTS))


def stopping(source: Source) -> Places:
    """After Streamlit's own stop the words of progress stay for good."""
    if source.python and source.path != STOPPING and not source.tests:
        yield from ((line, f"a page is ended by {STOPPING}") for line in _matches(source.text, STOP))


def colours(source: Source) -> Places:
    """One file holds the colours."""
    if source.python and source.path != COLOURS and not source.tests:
        yield from ((line, f"colours only in {COLOURS}") for line in _matches(source.text, COLOUR))


def _call_body(call: ast.Call) -> ast.expr | None:
    if call.args:
        return call.args[0]
    return next((k.value for k in call.keywords if k.arg == "body"), None)


def unsafe(source: Source) -> Places:
    """Data in unsafe HTML are a hole."""
    for node in source.nodes:
        if not isinstance(node, ast.Call):
            continue
        for key in node.keywords:
            off = isinstance(key.value, ast.Constant) and key.value.value is False
            if key.arg not in {"unsafe_allow_html", "unsafe_allow_javascript"} or off:
                continue
            if not isinstance(_call_body(node), ast.Constant):
                yield node.lineno, f"{key.arg} only with a constant text"


def outside(source: Source) -> Places:
    """We are offline: code that runs names no address of the outside (docstrings and comments may)."""
    if not source.path.startswith(OFFLINE):
        return
    documented = _docstrings(source.tree)
    texts = (n for n in source.nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
    for node in texts:
        if id(node) not in documented and OUTSIDE.search(str(node.value)):
            yield node.lineno, "no address of the outside in code that runs"


def _last_names(nodes: Iterator[ast.expr]) -> set[str]:
    """`cache_data` of `st.cache_data(…)`."""
    plain = [n.func if isinstance(n, ast.Call) else n for n in nodes]
    return {n.attr if isinstance(n, ast.Attribute) else n.id for n in plain if isinstance(n, ast.Attribute | ast.Name)}


def _wrongly_kept(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a cached answer of the store is not kept by store, data version and entitlement first."""
    calls = _last_names(node for node in ast.walk(function) if isinstance(node, ast.Call))
    return (
        bool(calls & {"opened", "for_viewer"}) and [argument.arg for argument in function.args.args[: len(KEY)]] != KEY
    )


def cache_keys(source: Source) -> Places:
    """Streamlit hashes frames wrongly, and leaves arguments with an underscore out of the key."""
    for node in source.nodes:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        decorators = _last_names(iter(node.decorator_list))
        if decorators & {*CACHES, "lru_cache"} and _wrongly_kept(node) and node.name != "_newest":
            yield node.lineno, f"a cached answer is kept by {', '.join(KEY)} first: {node.name}"
        if not decorators & CACHES:
            continue
        given = node.args
        some = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
        for argument in (a for a in some if a is not None):
            if argument.arg.startswith("_"):
                yield argument.lineno, f"a cached function takes no hidden argument: {argument.arg}"
            if argument.annotation is not None and FRAME.search(ast.unparse(argument.annotation)):
                yield argument.lineno, f"a cached function takes no frame: {argument.arg}"


def marked(source: Source) -> Places:
    """Every text for a reader can be translated."""
    if source.python and not source.tests:
        yield from faults(source.path, source.text, source.tree)


def unfinished(source: Source) -> Places:
    """Nothing is left for later in the text."""
    if source.path.endswith((".py", ".md")) and source.path != "docs/decisions.md":
        rule = "unfinished: do it, or file it as an issue"
        yield from ((line, rule) for line in _matches(source.text, UNFINISHED))


def hosts(source: Source) -> Places:
    """Where packages come from is the machine's business."""
    yield from ((line, "no package registry's host name") for line in _matches(source.text, HOSTS))


RULES: tuple[Callable[[Source], Places], ...] = (
    long_page,
    page_place,
    caching,
    session_state,
    sql,
    engine,
    somebody,
    media,
    choosing,
    stopping,
    colours,
    unsafe,
    outside,
    cache_keys,
    marked,
    unfinished,
    hosts,
)


def _seen(folder: str) -> bool:
    made = folder in SKIPPED or folder.endswith(".egg-info")
    return not made and (not folder.startswith(".") or folder in SEEN_DOTTED)


def files(root: Path) -> Iterator[Path]:
    """The project's own texts, without what is made or installed."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if _seen(name))
        for path in (Path(folder, name) for name in sorted(names)):
            if path.suffix in TEXTS or path.name == "Makefile" or path.parent.name == ".ci":
                yield path


def check(path: Path, root: Path) -> list[Finding]:
    """What one file does against the rules."""
    name = path.relative_to(root).as_posix()
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        tree = ast.parse(text) if name.endswith(".py") else ast.Module([], [])
    except SyntaxError as error:
        return [Finding(name, error.lineno or 1, f"not Python: {error.msg}")]
    source = Source(name, text, tree)
    return [Finding(name, line, rule) for look in RULES for line, rule in look(source)]


def findings(root: Path = ROOT) -> list[Finding]:
    """What all files do against the rules, in order."""
    return sorted({finding for path in files(root) for finding in check(path, root)})


def main(arguments: list[str] | None = None) -> int:
    """Print what does not hold."""
    given = sys.argv[1:] if arguments is None else arguments
    found = findings(Path(given[0]).resolve() if given else ROOT)
    for finding in found:
        sys.stdout.write(f"{finding}\n")
    sys.stdout.write(f"house rules: {len(found)} broken\n" if found else "house rules: all hold\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
