"""A stable address for the data of a chart: the same table as the page and the shell, and nothing that others may see."""

import asyncio
import csv
import io
import json
from datetime import date
from typing import NamedTuple

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Message

import data_links
from data_access.gateway import Gateway
from data_links import DataLinks
from domain.viewer import public
from tests.data_access.records.test_records import put, record


@pytest.fixture
def client():
    put(
        [
            record(2, country="FRA", seized_on=date(2019, 1, 5)),
            record(3, country="ESP", seized_on=date(2020, 1, 5)),
            record(4, country="ESP", seized_on=date(2020, 2, 5), goods="cocaine"),
            record(5, country="ITA", handling="restricted"),
        ]
    )
    links = DataLinks(public("en"), lambda viewer: Gateway.open().for_viewer(viewer))
    app = Starlette(routes=[Route("/data/{page}/{card}.{ending}", links.respond)])
    return lambda address, **headers: got(app, address, headers)


class Answer(NamedTuple):
    status_code: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self):
        return self.content.decode("utf-8-sig")


def got(app, address, headers):
    """One request, without a server."""
    path, _, query = address.partition("?")
    sent: list[Message] = []
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": given}

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    named = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return Answer(sent[0]["status"], named, b"".join(m.get("body", b"") for m in sent[1:]))


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_the_table_of_a_chart_with_the_filters_of_the_address(client):
    found = client("/data/explorer/explorer.csv?by=country&country=ESP&country=FRA")
    assert found.status_code == 200 and found.headers["content-type"].startswith("text/csv")
    assert {r["Country or territory of seizure"]: r["Reported seizures"] for r in rows(found)} == {
        "France": "1",
        "Spain": "2",
    }
    assert len(rows(client("/data/explorer/explorer.csv?by=country&country=ESP&goods=cocaine"))) == 1


def test_world_region_and_country_have_theirs(client):
    where = client("/data/world/map.csv?goods=heroin")
    assert {r["Country or territory"]: r["Reported seizures"] for r in rows(where) if r["Reported seizures"]} == {
        "France": "1",
        "Spain": "1",
    }
    assert client("/data/region/region_countries.csv?focus=150").text.count("Spain") == 1
    assert rows(client("/data/country/country_trend.csv?profile=ESP"))[0]["Month"] == "2020-01"
    assert json.loads(client("/data/country/country_trend.json?profile=ESP").text)["filters"] == {"country": ["ESP"]}


def test_what_must_be_said_stands_beside_it(client):
    about = json.loads(client("/data/maps/maps_count.json?show=count").text)
    assert about["title"].startswith("Reported seizures") and about["handling"] == "public"
    assert "official endorsement" in about["boundaries"] and about["filters"] == {}


def test_nobody_sees_what_is_restricted(client):
    text = client("/data/explorer/explorer.csv?by=country").text
    assert "Spain" in text and "Italy" not in text
    assert "Italy" not in client("/data/explorer/explorer.csv?by=country&country=ITA").text


def test_an_unchanged_store_costs_nothing_and_a_new_version_is_new(client):
    address = "/data/explorer/explorer.csv?by=country"
    first = client(address)
    again = client(address, if_none_match=f'W/"other", {first.headers["etag"]}')
    assert again.status_code == 304 and not again.content
    assert client(f"{address}&goods=cocaine").headers["etag"] != first.headers["etag"]
    put([record(9, country="PRT")])
    newer = client(address, if_none_match=first.headers["etag"])
    assert newer.status_code == 200 and "Portugal" in newer.text


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/data/nowhere/explorer.csv", 404, "of these pages: world, region"),
        ("/data/explorer/explorer.xlsx?by=country", 404, "/data/PAGE/CARD.csv and .json"),
        ("/data/maps/other.csv", 404, "It has: maps"),
        ("/data/world/other.csv", 404, "It has: map, world_trend"),
        ("/data/country/country_trend.csv?profile=XXX", 400, "known country"),
        ("/data/explorer/explorer.csv?by=colour", 400, "cannot form a table"),
        ("/data/explorer/explorer.csv?by=country&country=ZZZ", 400, "is no code of country"),
        ("/data/maps/maps_rate.csv?show=tons", 400, "show"),
    ],
)
def test_what_cannot_be_given_is_refused_with_the_reason(client, address, status, said):
    refused = client(address)
    assert refused.status_code == status and said in refused.text, refused.text
    assert "Traceback" not in refused.text


def test_long_tables_and_crowds_are_refused(client, monkeypatch):
    monkeypatch.setattr(data_links, "MOST_ROWS", 1)
    long = client("/data/explorer/explorer.csv?by=country")
    assert long.status_code == 413 and "more than 1" in long.text
    monkeypatch.setattr(data_links, "AT_ONCE", 0)
    busy = client("/data/explorer/explorer.csv?by=country")
    assert busy.status_code == 503 and busy.headers["retry-after"] == "2"


def test_json_is_that_of_the_files(client):
    assert json.loads(client("/data/explorer/explorer.json?by=country").content)["data_version"] == 1
