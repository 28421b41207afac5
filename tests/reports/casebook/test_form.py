"""The form: it has every column of the template once, and names what is wrong by label and row."""

from data_access.casebook.documents import as_document, read_case
from data_access.facts.cases import shipped
from domain.words import ENGLISH
from reports.casebook.form import FORM


def test_every_column_of_the_template_stands_in_it_once():
    assert sorted(FORM.names) == sorted(c.name for c in FORM.kind.template.columns) == sorted(FORM.labels)
    assert set(FORM.row_labels) == {field for fields in FORM.rows.values() for field in fields}


def test_a_document_taken_apart_and_put_together_is_the_same():
    for case in shipped():
        document, again = as_document(case), {}
        for name in FORM.names:
            if (value := FORM.value_of(document, name)) is not None:
                FORM.put(again, name, value)
        assert read_case(again, today=None)[0] == case


def test_faults_are_named_as_on_the_page():
    document = as_document(next(iter(shipped()))) | {"quantities": [{"value": "5", "role": "seized"}], "region": ""}
    said = FORM.faults_in_words(read_case(document, today=None)[1], ENGLISH)
    assert "Quantity 1, Unit: an amount needs a unit; of money the unit is 'money'" in said
    assert any(text.startswith("Region of the trade: ") for text in said)
