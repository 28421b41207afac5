"""Any file as the job reads it, in this process; each time rows and columns must add up."""

import csv
from pathlib import Path

from data_access.ingest.auto_import import Look, look_of
from data_access.sources.auto import job
from data_access.sources.auto.mapping import Mapping
from domain.units import UNIT_CLASSES


def adds_up(found: Look) -> Look:
    """rows of the file = read + quarantined + waiting + set aside; columns = used + left out, each by name."""
    held = found.account
    assert held.balanced, held
    if found.path.suffix == ".csv" and len(found.tables) == 1:
        encoding = "utf-16" if found.path.read_bytes()[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
        with found.path.open(encoding=encoding, newline="") as stream:
            assert held.rows == sum(1 for _ in csv.reader(stream, delimiter="\x1f", quotechar='"')), held
    if found.ready:
        assert held.waiting == 0
        assert set(found.frames["trace"]["row"]) == set(found.frames["records"]["row"])
    else:
        assert held.read == 0
        assert found.frames["records"].is_empty()
    return found


def once(path: Path, mapping: Mapping | None = None) -> Look:
    """The file as it is proposed, or with a mapping."""
    frames, data = list(job.look(str(path), "", mapping.to_json() if mapping else ""))[-1]
    return adds_up(look_of(path, frames, data))


def read(folder: Path, text: str, *settings: str, name: str = "file.csv", encoding: str = "utf-8") -> Look:
    """A text as a file, with settings such as 'rows=totals'."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    found = once(path)
    if settings:
        found = once(path, found.mapping.changed(**dict(s.split("=", 1) for s in settings)))
    return found


def asked(found: Look) -> list[str]:
    """The fields of the open questions."""
    return [q.field for q in found.questions]


def sums(found: Look) -> dict[str, float]:
    """Unit class → sum in the unit shown."""
    held: dict[str, int] = {}
    for key, base in found.frames["records"].select("unit_class", "quantity_base").iter_rows():
        if base is not None:
            held[key] = held.get(key, 0) + base
    return {key: base / UNIT_CLASSES[key].base_per_unit for key, base in held.items()}


def column(found: Look, name: str) -> list[object]:
    """A column of the records."""
    return found.frames["records"][name].to_list()
