"""A claim from the shell: the verdict of the page, and as JSON for programs."""

import json

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.reports.briefing.stores import monthly, stored


@pytest.fixture
def store():
    stored(monthly("FRA", 2019, 10), monthly("FRA", 2020, 13))


def run(*arguments):
    return CliRunner().invoke(main, ["claim", *arguments])


def test_verdict_reasons_and_wording(store):
    said = run("Reported seizures in France rose by 30% from 2019 to 2020").stdout.splitlines()
    assert said[0] == "Supported" and said[1].startswith("- The same complete reporters had 120 and 156")
    assert said[2] == (
        "What can be said: Reported seizures in France rose by 30% from 2019 to 2020: 120 to 156, one reporter."
    )
    found = json.loads(run("Trafficking in France fell", "--json").stdout)
    assert (found["verdict"], found["kind"], found["filters"]) == ("not_supported", "trafficking", {"country": ["FRA"]})


def test_what_cannot_be_checked_is_told_in_a_line(store):
    done = run("the weather is nice")
    assert done.exit_code == 2 and "Nothing in this can be checked" in done.stderr
