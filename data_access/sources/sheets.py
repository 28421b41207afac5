"""Sheets of a published workbook as text, with the row of each cell row. For adapters of known files."""

from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from domain.errors import SourceError

Rows = list[tuple[int, list[str]]]


def sheets(path: Path) -> dict[str, Rows]:
    """Sheet → rows (number, cells as text, trimmed). Raises SourceError where it is no workbook."""
    try:
        book = CalamineWorkbook.from_path(str(path))
        grids = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError) as error:
        raise SourceError(
            "{name}: this is not a readable workbook ({error}). Fetch it again.", name=path.name, error=error
        ) from error
    return {name: [(n, [_text(c) for c in row]) for n, row in enumerate(grid, start=1)] for name, grid in grids.items()}


def _text(cell: object) -> str:
    """A cell as text: whole numbers without '.0', others as short as they read back."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip()
