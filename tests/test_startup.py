"""The server refuses to start when something that protects is off, and says what and where."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from streamlit import config

import startup
from data_access.settings import ROOT
from tests.browser.serving import free_port


@pytest.fixture
def option() -> Iterator[object]:
    """Set an option for one test."""
    before: dict[str, object] = {}

    def put(name: str, value: object) -> None:
        before.setdefault(name, config.get_option(name))
        config.set_option(name, value)

    yield put
    for name, value in before.items():
        config.set_option(name, value)


def test_as_delivered_everything_is_on() -> None:
    assert startup.unsafe_options() == []
    assert config.get_option("server.address") == "127.0.0.1"


OFF = {
    **{name: "something else" for name in startup.EXPECTED},
    "server.enableCORS": False,
    "server.enableXsrfProtection": False,
    "client.showErrorDetails": "full",
    "browser.gatherUsageStats": True,
    "server.allowedHosts": [],
    "server.corsAllowedOrigins": ["*"],
    "server.maxUploadSize": 100_000,
    "server.xsrfCookieSameSite": "none",
}


@pytest.mark.parametrize(("name", "value"), OFF.items())
def test_each_option_that_is_off_is_named_with_where_it_is_set(option, name: str, value: object) -> None:  # type: ignore[no-untyped-def]
    option(name, value)
    (said,) = startup.unsafe_options()
    assert said.startswith(f"{name} is ") and "STREAMLIT_" in said
    with pytest.raises(SystemExit, match="does not start"):
        startup.check()


@pytest.mark.parametrize("hosts", [["*"], ["localhost", " * "], [""], []])
def test_a_list_of_hosts_that_lets_all_in_is_off(option, hosts: list[str]) -> None:  # type: ignore[no-untyped-def]
    option("server.allowedHosts", hosts)
    assert len(startup.unsafe_options()) == 1


def test_the_name_that_readers_type_is_answered_to(option) -> None:  # type: ignore[no-untyped-def]
    option("server.allowedHosts", ["localhost"])
    option("browser.serverAddress", "atlas.example.org")
    startup.own_name()
    assert config.get_option("server.allowedHosts") == ["localhost", "atlas.example.org"]
    option("server.allowedHosts", [])  # off stays off: it is refused, not mended by chance
    startup.own_name()
    assert config.get_option("server.allowedHosts") == []


def test_the_process_ends_with_the_reason_and_without_a_traceback() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(free_port())]
    told = {**os.environ, "STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION": "false"}
    done = subprocess.run(command, check=False, cwd=ROOT, env=told, capture_output=True, text=True, timeout=120)
    assert done.returncode != 0 and "Traceback" not in done.stderr
    assert "STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION" in done.stderr and "does not start" in done.stderr
