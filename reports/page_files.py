"""The files of a whole page: every table as CSV and Excel, what must be said beside, and a text that names them."""

from collections.abc import Iterable

from domain.words import Words
from reports.exports import FORMATS, MAKER, Export, footer, stamped

README = "README.txt"


def page_files(exports: Iterable[Export]) -> list[tuple[str, bytes]]:
    """The files of a page: each table as CSV and Excel, its metadata beside, and a text that says what they are."""
    taken = [stamped(e) for e in {e.name: e for e in exports}.values()]  # drawn again counts once, as drawn last
    files = [(f"{e.name}.{ending}", FORMATS[ending](e)) for e in taken for ending in ("csv", "xlsx", "json")]
    return [(README, _readme(taken)), *files]


def _readme(exports: list[Export]) -> bytes:
    words = exports[0].words
    lines = [words.t("{maker}: the charts and tables of one page", maker=MAKER), ""]
    if any(export.about["invented"] for export in exports):
        lines += [words.t("INVENTED DATA, made up for demonstration."), ""]
    for export in exports:
        lines += [export.title, *(f"  {line}" for line in _described(export, words)), ""]
    return "\r\n".join(lines).encode("utf-8-sig")


def _described(export: Export, words: Words) -> list[str]:
    metadata = export.about
    return [
        words.t("Files: {files}", files=f"{export.name}.*"),
        words.t("Counting unit: {unit}", unit=export.unit),
        words.t("Filters: {filters}", filters=metadata["filters_in_words"]),
        *filter(None, [metadata.get("finding", "")]),
        footer(metadata, words, is_map=export.is_map),
        words.t("How not to read this: {caution}", caution=metadata["how_not_to_read"]),
        words.t("Cite as: {citation}", citation=metadata["suggested_citation"]),
    ]
