import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.untrusted.archives import WorkbookLimits, check_archive, check_workbook
from data_access.untrusted.sandbox import MIB, Limits, run
from domain.errors import SourceError
from tests.data_access.untrusted.zips import PARTS, SHEET, packed, refused, sheet, workbook

pytestmark = pytest.mark.child

MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.zip"


def test_ordinary_workbooks_pass(path):
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c><c r="AB{r}"/></row>' for r in range(1, 50))
    more = '<mergeCells><mergeCell ref="A1:C1"/></mergeCells><cols><col min="1" max="16384"/></cols>'
    extra = {
        "xl/media/picture.png": b"\x89PNG" + bytes(50),
        "xl/embeddings/other.xlsx": packed({"a": b"x"}),
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/drawings/vmlDrawing1.vml": "<xml><br></xml>",
        "xl/calcChain.xml": '<calcChain><c r="A1"/></calcChain>',
    }
    path.write_bytes(workbook(rows, more=more, **extra))
    check_workbook(path, limits=WorkbookLimits(cells=49 * 2 + 3, area=49 * 28))
    path.write_bytes(packed(PARTS | {SHEET: '<?xml version="1.0" encoding="UTF-16"?><worksheet/>'.encode("utf-16")}))
    check_workbook(path)


def test_cells_and_rows_without_numbers(path):
    path.write_bytes(workbook("<row><c/><c/></row><row/><row><c/></row>"))
    check_workbook(path, limits=WorkbookLimits(cells=3, area=3 * 2))
    text = refused(check_workbook, path, limits=WorkbookLimits(area=5))
    assert "the cell A3" in text


def test_the_cell_that_kills_the_server(path):
    content = workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert len(content) < 1500
    text = refused(check_workbook, path, content)
    assert "the cell XFD1048576" in text
    assert "1,048,576 rows × 16,384 columns" in text
    assert "Delete" in text
    limits = Limits(memory_bytes=300 * MIB, seconds=20)
    with pytest.raises(SourceError, match="the cell XFD1048576"):
        run("tests.data_access.untrusted.sandbox_targets:look_through", path, limits=limits)


@pytest.mark.parametrize(
    ("cells", "more", "named"),
    [
        ('<row r="9999999"/>', "", "the row 9999999"),
        ('<row r="1"><c r="XFE1"/></row>', "", "the cell XFE1"),
        ('<row r="1"><c r="A1048577"/></row>', "", "the cell A1048577"),
        ('<row r="1"><c r="AAAAAAA1"/></row>', "", "the cell AAAAAAA1"),
        ('<row r="1"><c r="A0"/></row>', "", "the cell A0"),
        ('<row r="1"><c r=""/></row>', "", "the cell "),
        ('<row r="٣"/>', "", "the row ٣"),
        ('<row r="-1"/>', "", "the row -1"),
        ('<row r="2000"><c r="XFD2000"/></row>', "", "the cell XFD2000"),
        ('<row r="1"><c r="XFD1"/></row><row r="2000"><c r="A2000"/></row>', "", "the cell A2000"),
        ('<x:row r="1"><x:c r="XFD9000"/></x:row>', "", "the cell XFD9000"),
        ("<row>" + "<c/>" * 16_385 + "</row>", "", "the cell XFE1"),
        ("", '<dimension ref="A1:XFD1048576"/>', "the cell A1:XFD1048576"),
        ("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "the cell A1:XFD1048576"),
        ("", '<hyperlinks><hyperlink ref="B1:XFD1048576"/></hyperlinks>', "the cell B1:XFD1048576"),
    ],
)
def test_cells_far_out(path, cells, more, named):
    text = refused(check_workbook, path, workbook(cells, more=more))
    assert named in text
    assert SHEET in text


def test_too_many_cells(path):
    content = workbook("<row><c/><c/><c/></row>", **{"xl/worksheets/sheet2.xml": sheet("<row><c/><c/></row>")})
    assert "more than 4 cells" in refused(check_workbook, path, content, limits=WorkbookLimits(cells=4))
    merged = workbook(more='<mergeCell ref="A1:B2"/><mergeCell ref="B2:A1"/>')
    assert "more than 7 cells" in refused(check_workbook, path, merged, limits=WorkbookLimits(cells=7))


def test_a_sheet_under_another_name_is_read_too(path):
    far = sheet('<row r="1048576"><c r="XFD1048576"/></row>')
    assert "XFD1048576" in refused(check_workbook, path, workbook(**{"docProps/core.xml": far}))
    for content in (far.encode(), b"\x89PNG" + far.encode(), bytes(MIB - 100) + far.encode()):
        assert "no sheet belongs" in refused(check_workbook, path, workbook(**{"xl/media/a.png": content}))


def test_too_many_sheets(path):
    parts = PARTS | {"xl/workbook.xml": "<workbook>" + '<sheet r:id="r1"/>' * 201 + "</workbook>"}
    assert "more than 200 sheets" in refused(check_workbook, path, packed(parts))


def test_macros(path):
    assert "macros" in refused(check_workbook, path, workbook(**{"xl/vbaProject.bin": b"x"}))
    kind = '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    assert "macros" in refused(check_workbook, path, workbook(**{"[Content_Types].xml": kind}))


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ('<!DOCTYPE a [<!ENTITY x "y">]><worksheet>&x;</worksheet>', "DOCTYPE"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><worksheet/>', "DOCTYPE"),
        ("<worksheet>&x;</worksheet>", "damaged XML"),
        ("<worksheet>", "damaged XML"),
        ("", "damaged XML"),
        ('<c r="A1" r="B1"/>', "damaged XML"),
        ('<?xml version="1.0" encoding="utf-7"?><worksheet/>', "encoding utf-7"),
        ('<?xml version="1.0" encoding="cp037"?><worksheet/>', "encoding cp037"),
        ("<a>" + "".join(f"<t{i}/>" for i in range(5_010)) + "</a>", "more kinds of tags"),
    ],
)
def test_xml_that_is_not_a_sheets(path, xml, words):
    text = refused(check_workbook, path, packed(PARTS | {SHEET: xml}))
    assert words in text
    assert SHEET in text


def test_a_tag_that_never_ends(path):
    long = b"<worksheet><!--" + b"x" * (6 * MIB)
    assert "never ends" in refused(check_workbook, path, packed(PARTS | {SHEET: long}, zipfile.ZIP_STORED))


def test_long_text_passes(path):
    path.write_bytes(packed(PARTS | {SHEET: b"<worksheet>" + b"text " * MIB + b"</worksheet>"}, zipfile.ZIP_STORED))
    check_workbook(path)


@pytest.mark.parametrize("files", [{"a.csv": b"x"}, {"content.xml": "<a/>"}, {"xl/workbook.bin": b"x"}])
def test_zips_that_are_no_workbook(path, files):
    assert "not an Excel workbook" in refused(check_workbook, path, packed(files))


def test_a_bomb_in_a_workbook(path):
    assert "100 times" in refused(check_workbook, path, workbook(**{"xl/sharedStrings.xml": b" " * 42_000_000}))


def only_reasons(path, content):
    path.write_bytes(content)
    for check in (check_archive, check_workbook):
        try:
            check(path)
        except SourceError as error:
            assert str(error).startswith(path.name)


@MANY
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
)
def test_any_bytes_give_a_reason(path, content, start):
    only_reasons(path, start + content)


@MANY
@given(st.data())
def test_any_damage_gives_a_reason(path, data):
    content = bytearray(workbook('<row r="1"><c r="A1" t="s"><v>1</v></c></row>', more='<mergeCell ref="A1:B2"/>'))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    only_reasons(path, bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))]))


@MANY
@given(
    st.dictionaries(
        st.sampled_from([*PARTS, SHEET, "xl/a.bin"]),
        st.one_of(st.binary(max_size=60), st.text("<>/crow =\"'&;!A1[]", max_size=60).map(str.encode)),
    )
)
def test_any_parts_give_a_reason(path, parts):
    only_reasons(path, packed(parts))


@MANY
@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,8}\.csv", fullmatch=True), st.binary(max_size=3000), min_size=1, max_size=8)
)
def test_what_is_whole_passes(path, files):
    files = {
        name: content for name, content in files.items() if content[:2] in {b"", b"aa"} or content[:1] == b"\x00"
    } or {"a.csv": b"x"}
    path.write_bytes(packed(files))
    check_archive(path)
