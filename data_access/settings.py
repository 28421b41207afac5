"""Environment → one frozen Settings. Nothing else reads the environment."""

import os
from dataclasses import dataclass
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


def sqlite_url(path: Path) -> str:
    """The SQLAlchemy URL of an SQLite file."""
    return f"sqlite:///{path.expanduser().resolve()}"


def as_url(database: str) -> str:
    """A URL as it is; a path as an SQLite URL."""
    return database if "://" in database else sqlite_url(Path(database))


def settings(database: str | None = None) -> Settings:
    """Settings from an explicit URL or path, else ATLAS_DATABASE_URL, else the embedded file."""
    var = Path(os.environ.get("ATLAS_VAR", ROOT / "var"))
    given = database or os.environ.get("ATLAS_DATABASE_URL") or str(var / "atlas.sqlite")
    url = as_url(given)
    uploads = os.environ.get("ATLAS_UPLOADS", "on" if url.startswith("sqlite") else "off")
    return Settings(
        database_url=url,
        uploads=uploads.casefold() in ("on", "1", "true", "yes"),
        demo_url=sqlite_url(var / "demo.sqlite"),
        cache_dir=Path(os.environ.get("ATLAS_CACHE_DIR", var / "cubes")),
    )
