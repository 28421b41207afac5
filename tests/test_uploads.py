"""Files that readers bring: refused at the door where they must be, else on disk, with a note in their place."""

import asyncio
import os
import time
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send
from urllib3.filepost import encode_multipart_formdata

import uploads
from pages.data import brought
from uploads import Uploads

UPLOAD = "/_stcore/upload_file/session/file"
MB = 2**20
LARGEST = 20


@pytest.fixture(autouse=True)
def own_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(brought, "_room", lambda: tmp_path)
    monkeypatch.setattr(brought, "_SESSIONS", {})
    monkeypatch.setattr(uploads.config, "get_option", lambda _name: LARGEST)
    monkeypatch.setattr(uploads, "local_path", lambda scope: scope["path"])
    return tmp_path


class Streamlit:
    """What Streamlit's own route would have kept in memory."""

    def __init__(self, status: int = 204) -> None:
        self.kept: list[tuple[str, str, bytes]] = []
        self.status = status

    async def put(self, request: Request) -> Response:
        async with request.form() as form:
            (file,) = form.values()
            assert isinstance(file, UploadFile)
            self.kept.append((file.filename or "", file.content_type or "", await file.read()))
        return Response(status_code=self.status)

    def behind(self, *, active: bool = True) -> Uploads:
        app = Starlette(routes=[Route("/_stcore/upload_file/{session}/{file}", self.put, methods=["PUT"])])
        return Uploads(app, allowed=lambda: True, active=lambda _session: active)


def put(app: Uploads, name: str, content: bytes, path: str = UPLOAD) -> tuple[int, str]:
    """Bring one file, as a browser does; returns status and text."""
    body, kind = encode_multipart_formdata({"file": (name, content, "text/csv")})
    status, text, _ = bring(app, [body], path=path, content_type=kind)
    return status, text.decode()


def on_disk(room: Path) -> list[Path]:
    return [path for path in room.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["a.csv", 'quo"te.csv', "Überführung 査.csv", "a\r\nb.csv"])
def test_a_file_lies_on_disk_and_a_note_stands_in_its_place(own_room: Path, name: str) -> None:
    streamlit, content = Streamlit(), os.urandom(3 * MB)
    assert put(streamlit.behind(), name, content)[0] == 204
    ((told, kind, note),) = streamlit.kept
    assert len(note) < 200 and kind == "text/csv" and unquote(told) == name
    path = brought.taken(note)
    assert path is not None and path.read_bytes() == content
    assert path.parent.stat().st_mode & 0o077 == 0
    assert brought.sizes("session") == (3 * MB, 3 * MB) and brought.sizes("another") == (0, 3 * MB)
    path = brought.named(path, f"../../{Path(name).name}")
    assert path.name == Path(name).name and own_room in path.parents and path.read_bytes() == content
    brought.forget(path)
    assert on_disk(own_room) == [] and brought.taken(note) is None


def test_a_note_that_is_not_ours_opens_nothing(own_room: Path) -> None:
    """A reader who writes a note into a file gets it back as a file, or nothing: never somebody else's."""
    streamlit = Streamlit()
    put(streamlit.behind(), "a.csv", b"secret")
    note = streamlit.kept[0][2]
    for forged in (note[:-1] + b"0", note.replace(b"/", b"/../"), note + b"x", note[:40]):
        assert brought.taken(forged) is None or forged == note
    put(streamlit.behind(), "b.csv", note, "/_stcore/upload_file/other/file")
    path = brought.taken(streamlit.kept[1][2])
    assert path is not None and path.read_bytes() == note


def test_a_server_without_the_guard_hands_over_the_file_itself() -> None:
    path = brought.taken(b"date,country\n")
    assert path is not None and path.read_bytes() == b"date,country\n"


def test_what_streamlit_refuses_leaves_nothing_on_disk(own_room: Path) -> None:
    assert put(Streamlit(status=403).behind(), "a.csv", b"x")[0] == 403
    assert on_disk(own_room) == []


@pytest.mark.parametrize(
    "body", [b"no form at all", b"", b"--b\r\nContent-Disposition: form-data; name=x\r\n\r\nno file\r\n--b--\r\n"]
)
def test_what_is_no_file_is_refused_in_words(own_room: Path, body: bytes) -> None:
    status, text, _ = bring(Streamlit().behind(), [body])
    assert status == 400 and b"not a file" in text and on_disk(own_room) == []


def test_a_full_disk_is_said(own_room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(brought.shutil, "copyfileobj", full)
    status, text = put(Streamlit().behind(), "a.csv", b"x")
    assert status == 507 and "no room" in text and on_disk(own_room) == []


def test_a_file_of_nobodys_is_refused_unwritten(own_room: Path) -> None:
    status, text = put(Streamlit().behind(active=False), "a.csv", b"x")
    assert status == 400 and "closed" in text and on_disk(own_room) == []


def test_files_of_who_is_gone_are_swept_and_a_short_break_is_none(own_room: Path) -> None:
    notes = {name: brought.write(name, BytesIO(b"x")) for name in ("here", "gone", "just left", "long")}
    ages = {"here": 3600, "gone": 3600, "just left": 60, "long": 7 * 3600}
    for name, age in ages.items():
        path = brought.taken(notes[name])
        assert path is not None
        os.utime(path.parent, (time.time() - age,) * 2)
    brought.sweep(lambda session: session in ("here", "long"))
    left = {name for name, note in notes.items() if brought.taken(note)}
    assert left == {"here", "just left"}


def bring(
    app: Uploads, bodies: list[bytes], method: str = "PUT", path: str = UPLOAD, **headers: str
) -> tuple[int, bytes, int]:
    """An upload in parts; returns status, text, and how many parts were asked for."""
    raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    raw = raw if "content_type" in headers else [*raw, (b"content-type", b"multipart/form-data; boundary=b")]
    scope: Scope = {"type": "http", "method": method, "path": path, "headers": raw, "query_string": b""}
    sent: list[Message] = []
    asked = 0

    async def receive() -> Message:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": bodies[asked - 1], "more_body": asked < len(bodies)}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent[0]["status"], b"".join(m.get("body", b"") for m in sent[1:]), asked


def form(*pieces: bytes) -> list[bytes]:
    return [b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n', *pieces, b"\r\n--b--\r\n"]


async def teapot(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 218, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def guard(*, allowed: bool = True, mine: int = 0, everyones: int = 0) -> Uploads:
    return Uploads(
        teapot, allowed=lambda: allowed, sizes=lambda _session: (mine, everyones), active=lambda _session: True
    )


def test_an_upload_of_the_largest_size_passes(own_room: Path) -> None:
    assert bring(guard(), form(*[b"x" * MB] * LARGEST))[0] == 218
    assert sum(path.stat().st_size for path in on_disk(own_room)) == LARGEST * MB


def test_an_upload_is_refused_unread_where_they_are_off_and_nothing_else_is() -> None:
    app = guard(allowed=False)
    for method in ("PUT", "POST", "PATCH"):
        status, text, asked = bring(app, [b"x"], method)
        assert (status, asked) == (403, 0) and b"operator" in text
    assert bring(app, [b""], "DELETE")[0] == 218


@pytest.mark.parametrize("length", [str(22 * MB), "9" * 30, "-1", "1e3", "", "٣"])
def test_a_length_that_is_too_large_or_none_is_refused_unread(length: str) -> None:
    scope_length = length.encode("utf-8").decode("latin-1")
    status, _, asked = bring(guard(), [b"x"], content_length=scope_length)
    assert (status, asked) == (413, 0)


@pytest.mark.parametrize("headers", [{}, {"content_length": "5"}])
def test_a_body_without_or_with_a_false_length_is_cut_off_where_the_most_is_reached(
    own_room: Path, headers: dict[str, str]
) -> None:
    status, _, asked = bring(guard(), form(*[b"x" * MB] * 500), **headers)
    assert status == 413 and asked <= LARGEST + 3 and on_disk(own_room) == []


@pytest.mark.parametrize(("mine", "everyones"), [(60 * MB, 60 * MB), (0, 240 * MB)])
def test_files_that_are_kept_open_leave_no_room_for_more(mine: int, everyones: int) -> None:
    status, text, asked = bring(guard(mine=mine, everyones=everyones), [b"x"])
    assert (status, asked) == (503, 0) and b"Remove one" in text


def test_only_so_many_uploads_are_on_their_way_at_once() -> None:
    app = guard()
    app.running = uploads.AT_ONCE
    assert bring(app, [b"x"])[0] == 503
    app.running = 0
    assert bring(app, form(b"x"))[0] == 218 and app.running == 0


def test_a_file_that_goes_while_sizes_are_counted_counts_nothing(
    own_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought.write("session", BytesIO(b"x" * 10))
    monkeypatch.setattr(Path, "rglob", lambda folder, _pattern: iter([folder / "gone", *folder.glob("*/*")]))
    monkeypatch.setattr(Path, "is_file", lambda _path: True)
    assert brought.sizes("session") == (10, 10)
