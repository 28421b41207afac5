"""The README's import block: every command of it runs as printed, in the folder where the file lies."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import main

README = Path(__file__).resolve().parents[2] / "README.md"
TABLE = "date,country,goods,quantity,unit\n2023-01-05,France,Heroin,1,kg\n"


def commands():
    """The lines of the block under 'Import the real thing', without remarks."""
    block = README.read_text(encoding="utf-8").partition("## Import the real thing")[2].split("```")[1]
    lines = [line.partition("#")[0].strip() for line in block.splitlines()]
    return [line for line in lines if line.startswith(".venv/bin/atlas")]


def test_the_block_is_there():
    assert any("import auto FILE" in line for line in commands())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("FILE").write_text(TABLE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("line", [line for line in commands() if "unodc-ids" not in line])
def test_each_command_of_the_readme_runs_as_printed(folder, line):
    run = CliRunner().invoke
    if "query" in line:
        assert run(main, ["import", "auto", "FILE"]).exit_code == 0
    done = run(main, shlex.split(line)[1:])
    assert done.exit_code == 0, done.output
    if "import auto" in line:
        assert re.search(r"loaded\s+1", done.output)


@pytest.mark.parametrize("name", ["mine.csv", "./mine.csv", "below/../mine.csv"])
@pytest.mark.parametrize("more", [(), ("--check",)])
def test_a_relative_path_is_read_from_the_folder_of_the_reader(folder, name, more):
    Path("below").mkdir()
    Path("mine.csv").write_text(TABLE, encoding="utf-8")
    done = CliRunner().invoke(main, ["import", "auto", name, *more])
    assert done.exit_code == 0, done.output


def test_the_readme_names_the_adapter_of_its_first_file(folder):
    refused = CliRunner().invoke(main, ["import", "unodc-ids", "FILE"])
    assert refused.exit_code == 1 and "FILE" in refused.output and "Traceback" not in refused.output
