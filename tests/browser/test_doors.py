"""The running server, attacked: another name, another reader's file, no cookie, the upload route, malformed frames."""

import http.client
import re
import socket
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pages.parts import browser as own
from tests.browser.serving import served
from tests.conftest import row, write_ids

pytestmark = pytest.mark.browser
BERTH = "Berth number {:05d} " + "of the long quay behind the customs house, as the report tells it at length " * 2


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A store whose file of records is larger than a megabyte: Streamlit then looks at its ends and length alone."""
    folder = tmp_path_factory.mktemp("doors")
    rows = [
        row(country=c, place=BERTH.format(i), day=f"2014-{m:02d}-05")
        for c in ("Spain", "Malta")
        for i in range(3200)
        for m in (3,)
    ]
    with served(folder, "unodc-ids", write_ids(folder / "ids.csv", rows), ATLAS_UPLOADS="off") as host:
        yield host


def get(host, path, method="GET", **headers):
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def test_it_listens_on_this_machine_alone(server):
    port = int(server.rpartition(":")[2])
    others = {i[4][0] for i in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)} - {"127.0.0.1"}
    for address in others or {"127.0.0.2"}:
        with pytest.raises(OSError), socket.create_connection((address, port), timeout=5):
            pass


def test_another_name_is_refused_over_http_and_for_the_websocket(server):
    assert get(server, "/healthz")[0] == get(server, "/readyz")[0] == 200
    for path in ("/", "/healthz", "/world", "/_stcore/health", "/app/static/icon.png"):
        assert get(server, path, Host="evil.example")[0] == 421
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    for host, origin in (("evil.example", "http://evil.example"), (server, "http://evil.example")):
        assert get(server, "/_stcore/stream", Host=host, Origin=origin, **upgrade)[0] == 403


def test_an_upload_is_refused_where_they_are_off(server):
    status, text, _ = get(server, "/_stcore/upload_file/some-session/some-file", "PUT")
    assert status == 403 and b"operator" in text


def taken(page, server, country):
    """The file of the records of a country: its address, bytes, and the cookie of the browser."""
    page.goto(f"http://{server}/records?country={country}")
    page.page.get_by_text("Download these records").click()
    button = page.page.get_by_role("button", name="CSV", exact=True)
    expect(button).to_be_visible()
    with page.page.expect_download() as download:
        button.click()
    value = next(c["value"] for c in page.page.context.cookies() if c["name"] == own.COOKIE)
    return re.sub(r"^https?://[^/]+", "", download.value.url), Path(download.value.path()).read_bytes(), value


def test_a_file_is_for_the_browser_that_asked_for_it_and_the_icon_for_all(server, new_page):
    page = new_page()
    address, mine, cookie = taken(page, server, "ESP")
    icon = page.page.locator("link[rel='shortcut icon'], link[rel='icon']").last.get_attribute("href")
    assert "/media/" not in icon and icon.endswith("app/static/icon.png")
    assert get(server, "/app/static/icon.png")[0] == 200, "it is no file of a session"
    status, body, headers = get(server, address, Cookie=f"{own.COOKIE}={cookie}")
    assert status == 200 and body == mine and headers["Cache-Control"] == "no-store"
    stranger = {"Cookie": f"{own.COOKIE}={'A' * 43}"}
    for attempt in ({}, stranger, {"Cookie": f"{own.COOKIE}=x"}, {"Range": "bytes=0-99"}):
        status, body, headers = get(server, address, **attempt)
        assert status == 404 and b"Spain" not in body and headers["Cache-Control"] == "no-store"
    assert get(server, address, Cookie=f"{own.COOKIE}={cookie}")[0] == 200, "it was there all the time"
    other_address, theirs, other_cookie = taken(new_page(), server, "MLT")
    assert len(mine) == len(theirs) > 2**20 and address != other_address and cookie != other_cookie
    assert b"Spain" in mine and b"Malta" not in mine and b"Malta" in theirs and b"Spain" not in theirs
    second = taken(page, server, "MLT")[1]  # one browser gets each of two files of one length
    assert len(second) == len(mine) and b"Malta" in second and b"Spain" not in second
