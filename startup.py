"""Before the first reader: are all protective options on, and what did killed imports leave behind?"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any, Final

from streamlit import config

from data_access.store import temporary

EXPECTED: Final[dict[str, object]] = {
    "browser.gatherUsageStats": False,
    "client.allowedOrigins": [],
    "client.disableDataExport": True,
    "client.showErrorDetails": "none",
    "global.developmentMode": False,
    "global.e2eTest": False,
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": True,
    "server.enableXsrfProtection": True,
    "server.scriptHealthCheckEnabled": False,
}
"""Options with one safe value. Each can be switched off by the environment, a flag or another config file."""
MOST_UPLOAD_MB: Final = 200
_LOG: Final = logging.getLogger("contraband.serve")


def _named_hosts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and not any(str(host).strip() in ("", "*") for host in value)


def _no_wildcard(value: object) -> bool:
    return isinstance(value, list) and "*" not in value


def _small(value: object) -> bool:
    return isinstance(value, int) and 0 < value <= MOST_UPLOAD_MB


def _same_site(value: object) -> bool:
    return str(value).lower() in ("lax", "strict")


JUDGED: Final[dict[str, tuple[Callable[[object], bool], str]]] = {
    "server.allowedHosts": (_named_hosts, "the names that this server answers to, without '*'"),
    "server.corsAllowedOrigins": (_no_wildcard, "no '*'"),
    "server.maxUploadSize": (_small, f"1 to {MOST_UPLOAD_MB} (MB)"),
    "server.xsrfCookieSameSite": (_same_site, "'lax' or 'strict'"),
}
"""Options with several safe values: the test, and what it wants, in words."""


def own_name() -> None:
    """The name that readers type (browser.serverAddress) is one that the server answers to."""
    name, hosts = config.get_option("browser.serverAddress"), config.get_option("server.allowedHosts")
    if name and hosts and name not in hosts:
        config.set_option("server.allowedHosts", [*hosts, name])


def unsafe_options() -> list[str]:
    """The protective options whose effective value is not a safe one, each with what to do."""
    return [_words(name, value, safe) for name, value, safe in _judged()]


def _judged() -> list[tuple[str, Any, str]]:
    fixed = [(n, config.get_option(n), repr(safe)) for n, safe in EXPECTED.items() if config.get_option(n) != safe]
    unsafe = [(n, config.get_option(n), safe) for n, (test, safe) in JUDGED.items() if not test(config.get_option(n))]
    return [*fixed, *unsafe]


def _words(name: str, value: object, safe: str) -> str:
    variable = "STREAMLIT_" + re.sub(r"(?<=[a-z])(?=[A-Z])|\.", "_", name).upper()
    return f"{name} is {value!r}; safe is {safe}. It is set in a config.toml, by {variable}, or by a flag."


def check() -> None:
    """Raises SystemExit with every reason where a protective option is off."""
    if wrong := unsafe_options():
        raise SystemExit("\n  ".join(["Contraband Atlas does not start, because a protective option is off:", *wrong]))


def sweep() -> None:
    """Remove what imports, uploads and restores that were killed have left in the temporary folder."""
    if gone := temporary.sweep((*temporary.IN_TEMPORARY, *temporary.UNLOCKED)):
        _LOG.warning("%d folders of ended processes were swept from the temporary folder", len(gone))
