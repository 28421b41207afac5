"""The documents name what there is: rooms, pages, commands, measures, settings."""

import re
from pathlib import Path

import pytest

from cli.main import main
from data_access import settings as environment
from domain.measures import INDICATORS, MEASURES
from pages import CATALOGUE
from reports.subjects import SUBJECTS

ROOT = Path(__file__).parents[1]
ROOMS = ("domain", "data_access", "analysis", "charts", "reports", "cli", "pages")


def text(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


def rooms() -> list[str]:
    """Every package of ours that holds more than its tables and migrations."""
    found = [path.parent for top in ROOMS for path in (ROOT / top).rglob("__init__.py")]
    names = [folder.relative_to(ROOT).as_posix().replace("/", ".") for folder in found]
    return [name for name in names if not name.startswith("data_access.migrations")]


@pytest.mark.parametrize("room", rooms())
def test_the_map_names_every_room(room):
    named = room if room.count(".") < 2 else room.rsplit(".", 1)[1]  # sources.auto, under its own name
    assert re.search(rf"`{re.escape(named)}`|^ *(?:[└├─ ]*){re.escape(named)} ", text("docs/architecture.md"), re.M), (
        room
    )


def test_what_the_map_names_is_there():
    for path in re.findall(r"`((?:pages|reports|data_access|charts|cli)/[\w/.]+\.py)`", text("docs/architecture.md")):
        assert (ROOT / path).is_file(), path


def test_every_page_and_command_is_documented():
    documents = text("README.md", "CHANGELOG.md", "docs/deployment.md", "docs/architecture.md", "GLOSSARY.md")
    missing = [entry.title for entry in CATALOGUE if not entry.hidden and entry.title not in documents]
    missing += [name for name in main.commands if f"atlas {name}" not in documents]
    missing += [name for name in SUBJECTS if not re.search(rf"atlas chart [^`]*{name}", documents)]
    assert not missing


def test_every_measure_and_setting_is_documented():
    documents = text("README.md", "GLOSSARY.md", "docs/deployment.md", "docs/methods.md", "CHANGELOG.md")
    source = Path(environment.__file__).read_text(encoding="utf-8")
    settings = set(re.findall(r'"(ATLAS_[A-Z_]+)"', source))
    missing = [name for name in settings if name not in documents]
    missing += [key for key in (*MEASURES, *INDICATORS) if key not in documents]
    assert settings and not missing
