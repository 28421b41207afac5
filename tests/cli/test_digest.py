"""Digests: one file a row, only when the data are new, by a real mail server; what a row may not see stays out of it."""

import email
import json
from datetime import date
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner

from cli.main import main
from tests.browser.serving import free_port
from tests.data_access.records.test_records import info, put, record
from tests.reports.briefing.stores import monthly, stored


class Box:
    """What a mail server was given."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, _server, _session, envelope):
        self.mails.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


@pytest.fixture
def box(monkeypatch):
    found = Box()
    server = Controller(found, hostname="127.0.0.1", port=free_port())
    server.start()
    for name, value in {
        "HOST": "127.0.0.1",
        "PORT": server.server.sockets[0].getsockname()[1],
        "FROM": "atlas@x.example",
    }.items():
        monkeypatch.setenv(f"ATLAS_SMTP_{name}", str(value))
    monkeypatch.setenv("ATLAS_SMTP_SECURITY", "none")
    yield found
    server.stop()


@pytest.fixture
def store():
    stored(monthly("FRA", 2019, 10), monthly("FRA", 2020, 13), monthly("ESP", 2020, 2))


def run(folder, *lines, options=()):
    listed = folder / "list.csv"
    listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return CliRunner().invoke(main, ["digest", str(listed), "--out", str(folder / "out"), "--format", "xlsx", *options])


def names(folder):
    return sorted(path.name for path in (folder / "out").iterdir())


def test_one_file_a_row_and_nothing_twice_of_the_same_data(store, tmp_path):
    lines = ("place,period,goods", "FRA,2020,", ",2019-2020,heroin")
    done = run(tmp_path, *lines)
    assert done.exit_code == 0, done.output
    files = ["briefing_FRA_2020_en_v1.xlsx", "briefing_world-heroin_2019-2020_en_v1.xlsx", "digest.json"]
    assert names(tmp_path) == files
    again = run(tmp_path, *lines)
    assert again.stdout == "" and again.stderr.count("nothing new") == 2
    assert run(tmp_path, *lines, options=["--always"]).stdout.count(".xlsx") == 2
    put([record(1, seized_on=date(2020, 3, 3))], info("other"))
    assert "briefing_FRA_2020_en_v2.xlsx" in run(tmp_path, *lines).stdout


def test_a_row_that_fails_is_named_and_the_others_are_made(store, tmp_path):
    done = run(tmp_path, "place", "FRANCE", "ESP")
    assert done.exit_code == 1 and "Row 2: 'FRANCE' is neither" in done.stderr
    assert "briefing_ESP_2020_en_v1.xlsx" in names(tmp_path)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("land", "FRA"), "list.csv, row 1: 'land' is not a column"),
        (("place,language", "FRA,de"), "list.csv, row 2: 'de' is not a language"),
        (("place,handling", "FRA,company:x"), "list.csv, row 2: a level that is a company's own goes into no digest."),
        (("place,to", "FRA,nobody"), "list.csv, row 2: 'nobody' is not an address."),
        (("place,to", "FRA,a@x.example;b c@x.example"), "'b c@x.example' is not an address."),
    ],
)
def test_a_list_that_is_wrong_is_told_by_file_and_row(store, tmp_path, lines, said):
    done = run(tmp_path, *lines)
    assert done.exit_code in (1, 2) and said in done.stderr and not (tmp_path / "out").exists()


def test_it_goes_by_mail_to_each_address_of_its_row(store, tmp_path, box):
    done = run(tmp_path, "place,period,to", "FRA,2020,chief@x.example;press@x.example", options=["--send"])
    assert done.exit_code == 0, done.output
    assert [to for to, _ in box.mails] == [["chief@x.example"], ["press@x.example"]]
    mail = box.mails[0][1]
    assert mail["Subject"] == "Briefing: France, 2020" and mail["From"] == "atlas@x.example"
    said = mail.get_body(("plain",)).get_content()
    assert "156 seizures in France were reported in 2020." in said and "handling: public" in said
    assert '<html lang="en"' in mail.get_body(("html",)).get_content()
    (file,) = mail.iter_attachments()
    assert file.get_filename() == "briefing_FRA_2020_en_v1.xlsx"
    assert file.get_content() == (tmp_path / "out" / file.get_filename()).read_bytes()


def test_only_what_a_row_may_see_goes_into_it(tmp_path, box):
    stored(monthly("FRA", 2020, 3))
    put(
        [record(n, content=f"r{n}", seized_on=date(2020, 2, 2)) for n in range(7)],
        info("closed", handling="restricted"),
    )
    run(
        tmp_path,
        "place,period,to,handling",
        "FRA,2020,a@x.example,",
        "FRA,2020,b@x.example,public;restricted",
        options=["--send"],
    )
    texts = [mail.get_body(("plain",)).get_content() for _, mail in box.mails]
    assert "36 seizures in France" in texts[0] and "Closed" not in texts[0]
    assert "43 seizures in France" in texts[1] and "handling: public · restricted" in texts[1]


def test_without_a_mail_server_it_says_which_variables_name_one(store, tmp_path, monkeypatch):
    monkeypatch.delenv("ATLAS_SMTP_HOST", raising=False)
    done = run(tmp_path, "place,to", "FRA,a@x.example", options=["--send"])
    assert done.exit_code == 2 and "ATLAS_SMTP_HOST and ATLAS_SMTP_FROM" in done.stderr


def test_a_mail_server_that_is_not_there_leaves_the_row_for_the_next_time(store, tmp_path, monkeypatch):
    for name, value in {"HOST": "127.0.0.1", "PORT": "1", "FROM": "a@x.example", "SECURITY": "none"}.items():
        monkeypatch.setenv(f"ATLAS_SMTP_{name}", value)
    done = run(tmp_path, "place,to", "FRA,a@x.example", options=["--send"])
    assert done.exit_code == 1 and "The mail server 127.0.0.1 did not take it" in done.stderr
    assert (
        not (tmp_path / "out" / "digest.json").exists()
        or json.loads((tmp_path / "out" / "digest.json").read_text()) == {}
    )
