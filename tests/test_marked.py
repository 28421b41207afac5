"""The house rule on texts: what no catalogue would find is found here."""

import ast

import pytest

from tools.marked import faults


def found(text: str, path: str = "reports/x.py") -> list[str]:
    return [fault for _, fault in faults(path, text, ast.parse(text))]


@pytest.mark.parametrize(
    "text",
    [
        't("Hello reader, {name}", name=name)',
        'words.n("{n} record of many", "{n} records of many", n)',
        'words.p("a file", "Open the file")',
        'TITLE = N_("Reported seizures")',
        'raise UsageError("There is no {what} here.", what=x)',
        'raise SourceError(message("The file is empty."))',
        "words.t(LABELS[state])",
        "words.t(form.label)",
        'def f() -> "Some Thing":\n    """A docstring in words."""',
        'key = "card_map"',
        'st.html("<style>a { color: red; }</style>")',
        'NAMES = ("not for readers",)  # untranslated',
        'x = cast("dict[str, str] | None", y)',
    ],
)
def test_what_is_marked_or_no_text_is_let_through(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'st.markdown("Hello dear reader")',
        'title = f"{n} of them are here"',
        't(f"Hello {name}")',
        't("A text" if x else "another text")',
        't("one " + name)',
        "t(lowered(label))",
        'raise UsageError(f"There is no {what} here.")',
        'LABELS = {"map": "Map"}',
        'st.button("Undo")',
    ],
)
def test_what_babel_would_skip_in_silence_is_a_fault(text):
    assert found(text)


def test_in_the_data_layer_texts_are_words_of_files_but_messages_are_literals():
    assert found('HEADING = "Country of seizure"', "data_access/sources/x.py") == []
    assert found('raise SourceError(f"{name} is broken")', "data_access/sources/x.py")
    assert found('print("anything at all")', "tools/x.py") == []
