"""The shell in the language of its environment: helps, errors, what is said beside the figures."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from cli.language import language
from cli.main import main
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from tests.data_access.sources.test_template import write
from tests.pseudo import pseudo_made, untranslated

ROWS = [
    "date,country,goods,quantity,unit",
    *(f"2022-{m:02}-05,ESP,cocaine,2,kg" for m in range(1, 13)),
    "2022-01-05,Atlantis,cocaine,2,kg",
]
DATA = ("atlas:", "ok ", "Records in our own template", "template:")


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "en"),
        ({"LANG": "xa_XA.UTF-8"}, "xa"),
        ({"LANGUAGE": "xa:en", "LANG": "en_GB.UTF-8"}, "xa"),
        ({"LC_ALL": "C"}, "en"),
        ({"LANG": "zz_ZZ"}, "en"),
    ],
)
def test_the_environment_names_the_language_as_for_every_program(monkeypatch, environment, code):
    pseudo_made()
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() == code


def test_every_help_is_in_a_catalogue():
    pseudo_made()
    script = "from cli.language import helps; from cli.main import main; print(*(text for _, text in helps(main)), sep='\\x1e')"
    told = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "LANGUAGE": "xa"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout.split("\x1e")
    assert len(told) > 60 and [text for text in told if not text.strip().startswith("⟦")] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "seizures", "--by", "country"],
        ["query", "quantity"],
        ["query", "seizures", "--where", "country=Nowhere"],
        ["query", "seizures", "--scheme", "nowhere"],
        ["chart", "explorer", "--set", "form=pie", "--out", "x.png"],
        ["chart", "seizures", "--by", "year,month", "--out", "x.png"],
        ["record", "none"],
        ["import", "nothing", "t.csv"],
        ["import", "auto", "nothing.csv"],
        ["undo", "none"],
        ["watch"],
        ["doctor"],
    ],
    ids=" ".join,
)
def test_what_is_said_beside_the_figures_is_in_a_catalogue(monkeypatch, tmp_path, arguments):
    pseudo_made()
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    monkeypatch.setenv("LANGUAGE", "xa")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, arguments)
    said = done.output if arguments[0] == "doctor" else done.stderr
    said = "\n".join(line for line in said.splitlines() if "Python 3" not in line)
    assert said or arguments[0] == "query"
    assert [line for line in said.splitlines() if untranslated(line, *DATA)] == []
