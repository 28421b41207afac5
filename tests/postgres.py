"""A throw-away PostgreSQL for the tests: made in a temporary folder, on this machine only, gone afterwards.

PostgreSQL refuses to run as root, so root starts it as another user. Nothing is kept: fsync is off.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

SETTINGS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "shared_buffers=32MB",
    "max_connections=60",
    "log_min_messages=warning",
)
SUPERUSER = "keeper"
ROLE = "atlas"


def server_binaries() -> Path | None:
    """The folder of initdb and postgres: ATLAS_POSTGRES_BIN, else Debian's newest, else the path."""
    given = os.environ.get("ATLAS_POSTGRES_BIN")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    found = shutil.which("initdb")
    folders = [Path(given)] if given else [*debian, *([Path(found).resolve().parent] if found else [])]
    return next((f for f in folders if (f / "initdb").is_file() and (f / "postgres").is_file()), None)


def _other_user() -> dict[str, object]:
    """Arguments of subprocess that start a program as an ordinary user; none needed unless we are root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cluster:
    """One server with its data in a folder of its own; can be stopped and started again."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries
        self.password = secrets.token_hex(16)
        self.port = _free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="atlas-pg-"))
        self.user = _other_user()
        self.process: subprocess.Popen[bytes] | None = None
        if self.user:
            os.chown(self.folder, int(str(self.user["user"])), int(str(self.user["group"])))
        self._initdb()

    def _initdb(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password)
        secret.chmod(0o644)  # inside a folder that only the server's user may enter
        options = [f"--username={SUPERUSER}", f"--pwfile={secret}", "--auth=scram-sha-256", "--no-sync"]
        options += ["--encoding=UTF8", "--locale=C", "--no-instructions"]
        self._run("initdb", f"--pgdata={self.folder / 'data'}", *options)
        secret.unlink()

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.binaries / program), *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, check=False, **self.user)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.decode(errors='replace')}")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = [f"port={self.port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}"]
        command = [str(self.binaries / "postgres"), "-D", str(self.folder / "data")]
        for option in (*options, *SETTINGS):
            command += ["-c", option]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, **self.user)
        self._wait_until_it_answers()

    def _wait_until_it_answers(self) -> None:
        assert self.process is not None
        last = ""
        for _ in range(300):
            if self.process.poll() is not None:
                break
            try:
                self.connect().close()
                return
            except psycopg.OperationalError as error:
                last = str(error)
            time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"PostgreSQL did not start: {last}\n{(self.folder / 'log').read_text()[-2000:]}")

    def stop(self) -> None:
        """Stop at once, as a power cut would: connections break (SIGQUIT is PostgreSQL's immediate shutdown)."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=30)
            self.process = None

    def remove(self) -> None:
        """Stop and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection of the superuser, outside transactions."""
        login = {"user": SUPERUSER, "password": self.password, "host": "127.0.0.1", "port": self.port}
        return psycopg.connect(dbname=database, autocommit=True, connect_timeout=5, **login)

    def url(self, database: str, password: str | None = None) -> str:
        """The URL of a database as an operator would write it."""
        return f"postgresql://{ROLE}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def create(self, name: str, *, encoding: str = "UTF8", template: str = "template0") -> str:
        """Make a database of an ordinary role, empty or a copy of a store, with its own identity; gives its URL."""
        with self.connect() as connection:
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone() is None:
                connection.execute(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{self.password}'")
            connection.execute(f"CREATE DATABASE {name} OWNER {ROLE} ENCODING '{encoding}' TEMPLATE {template}")
        if template != "template0":
            with self.connect(name) as connection:
                connection.execute("UPDATE store SET store_id = gen_random_uuid()::text")
        return self.url(name)

    @contextlib.contextmanager
    def database(self, **made: str) -> Iterator[str]:
        """A fresh database, made as `create` says and dropped at the end; gives its URL."""
        name = f"test_{secrets.token_hex(6)}"
        try:
            yield self.create(name, **made)
        finally:
            if self.process is None:
                self.start()
            with self.connect() as connection:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
