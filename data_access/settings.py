"""Environment → one frozen Settings. Nothing else reads the environment."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where the store, the invented demo and the cubes are."""

    database_url: str
    demo_url: str
    cache_dir: Path
    uploads: bool
    """Whether readers may load files through the browser: there is no sign-in yet, so not on a server database."""
    saving: bool = True
    """Whether readers may save views (ATLAS_SAVING): without a sign-in all readers share one list."""
    company: str = ""
    """The company that this server is for (ATLAS_COMPANY): its readers see what it brought, and of others nothing."""
    boundaries: Path | None = None
    """The operator's own boundary file (ATLAS_BOUNDARIES) instead of ours: GeoPackage, shapefile or GeoJSON."""


_VARIABLES = ("ATLAS_VAR", "ATLAS_UPLOADS", "ATLAS_CACHE_DIR", "ATLAS_SAVING", "ATLAS_BOUNDARIES", "ATLAS_COMPANY")


def sqlite_url(path: Path) -> str:
    """The SQLAlchemy URL of an SQLite file."""
    return f"sqlite:///{path.expanduser().resolve()}"


def as_url(database: str) -> str:
    """A URL as it is; a path as an SQLite URL."""
    return database if "://" in database else sqlite_url(Path(database))


def settings(database: str | None = None) -> Settings:
    """Settings from an explicit URL or path, else ATLAS_DATABASE_URL, else the embedded file."""
    values = (os.environ.get(name, "") for name in _VARIABLES)
    return _settings(database or os.environ.get("ATLAS_DATABASE_URL", ""), *values)


def _on(value: str) -> bool:
    return value.casefold() in ("on", "1", "true", "yes")


@lru_cache(maxsize=16)
def _settings(
    database: str, folder: str, uploads: str, cubes: str, saving: str, boundaries: str, company: str
) -> Settings:
    """Asked some fifty times a page, and paths are resolved on the disk."""
    var = Path(folder or ROOT / "var")
    url = as_url(database or str(var / "atlas.sqlite"))
    usual = "on" if url.startswith("sqlite") else "off"
    return Settings(
        database_url=url,
        uploads=_on(uploads or usual),
        saving=_on(saving or usual),
        demo_url=sqlite_url(var / "demo.sqlite"),
        cache_dir=Path(cubes or var / "cubes"),
        boundaries=Path(boundaries).expanduser().resolve() if boundaries else None,
        company=company.strip(),
    )


@dataclass(frozen=True, kw_only=True)
class MailSettings:
    """How digests are sent. `host` is '' where nothing is sent; `security`: 'starttls', 'tls' or 'none'."""

    host: str
    port: int
    sender: str
    user: str
    password: str
    security: str


def mail_settings() -> MailSettings:
    """ATLAS_SMTP_HOST, _PORT, _FROM, _USER, _PASSWORD and _SECURITY; the port of the security where none is named."""
    get = os.environ.get
    security = get("ATLAS_SMTP_SECURITY", "").casefold() or "starttls"
    usual = {"tls": "465", "none": "25"}.get(security, "587")
    port = get("ATLAS_SMTP_PORT", "") or usual
    return MailSettings(
        host=get("ATLAS_SMTP_HOST", ""),
        port=int(port) if port.isdigit() else 0,
        sender=get("ATLAS_SMTP_FROM", ""),
        user=get("ATLAS_SMTP_USER", ""),
        password=get("ATLAS_SMTP_PASSWORD", ""),
        security=security,
    )
