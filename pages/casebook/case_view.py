"""The page of one case. Texts are shown as they are written: nothing in them is formatting."""

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from html import escape
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from data_access.casebook.answering import ShownCase
from domain.cases.vocabulary import STATES
from pages.casebook.case_list import file_bytes
from pages.parts import reader
from pages.parts.answers import for_reader, made, saving_allowed
from pages.parts.download import download
from pages.parts.show import draw
from reports.casebook.history import history_table
from reports.casebook.same_period import near, seizures_near
from reports.casebook.telling import Field, Grid, Section, Source, Told, told
from reports.casebook.wording import source_names
from reports.wording import markdown_safe


def back() -> None:
    """A link to the list, with the filters that it had."""
    with (
        st.container(key="back_to_list"),
        suppress(StreamlitPageNotFoundError),
    ):  # a page that runs by itself, as in tests, has no menu
        st.page_link("pages/casebook/cases.py", label=reader.t("All cases"), icon=":material/arrow_back:")


def article(shown: ShownCase) -> None:
    """Draw the case as one text, and the files of it."""
    source = source_names(for_reader()).get(shown.source, shown.source)
    case = told(shown, reader.words(), datetime.now(UTC).date(), source)
    st.title(markdown_safe(case.title))
    with st.container(key="case_article"):
        st.html(html_of(case))


def html_of(case: Told) -> str:
    """The case as HTML: every text of it escaped."""
    kind = "proven" if case.proven else "unproven"
    warnings = "".join(f'<p class="warning">{escape(text)}</p>' for text in case.warnings)  # untranslated
    head = f'<p class="standing {kind}">{escape(case.standing)}</p>{warnings}'  # untranslated
    sections = "".join(map(_section, case.sections))
    return f'<article class="case">{head}{sections}<footer>{escape(case.about)}</footer></article>'  # untranslated


def _section(section: Section) -> str:
    fields = "".join(map(_field, section.fields))
    fields = f"<dl>{fields}</dl>" if fields else ""
    sources = "".join(map(_source, section.sources))
    sources = f"<ol>{sources}</ol>" if sources else ""
    inside = f"<h2>{escape(section.title)}</h2>{fields}{''.join(map(_grid, section.grids))}{sources}"
    return f'<section class="{section.key}{" small" if section.small else ""}">{inside}</section>'  # untranslated


def _field(one: Field) -> str:
    texts = "".join(f"<dd>{escape(text)}</dd>" for text in one.texts)
    return f"<div>{f'<dt>{escape(one.label)}</dt>' if one.label else ''}{texts}</div>"


def _grid(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in grid.headings)  # untranslated
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in grid.rows)
    return f"<table><caption>{escape(grid.title)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _source(source: Source) -> str:
    """The address is printed as well as linked: on paper a link is its text."""
    if urlsplit(source.address).scheme not in ("http", "https"):
        return f"<li>{escape(source.text)}</li>"
    link = f'<a href="{escape(source.address)}" rel="noreferrer">{escape(source.address)}</a>'  # untranslated
    return f"<li>{escape(source.text)} {link}</li>"


def seizures(shown: ShownCase) -> None:
    """Seizures of the same goods, route and years."""
    if shared := near(shown.case):
        with st.container(key="same_period"):
            st.header(reader.t("Seizures reported in the same period"))
            draw(made(seizures_near, shared))


def beside(shown: ShownCase) -> None:
    """The files of the case, and who changed what, when and why."""
    with st.container(horizontal=True, vertical_alignment="center", key="cases_files"):
        st.markdown(reader.t("This case as a file:"))
        for form, name in (("json", "JSON"), ("stix", "STIX 2.1")):  # untranslated
            stem = f"contraband-atlas_{shown.case.case_id}_v{for_reader().version}_{reader.file_tag()}"
            make = partial(file_bytes, shown.case.case_id, form)
            download(name, make, f"{stem}.json", key=f"case_{form}")
    if saving_allowed():
        with suppress(StreamlitPageNotFoundError):
            label, query = reader.t("Correct this case"), {"id": shown.case.case_id}
            st.page_link("pages/casebook/case_form.py", label=label, icon=":material/edit:", query_params=query)
    history = for_reader().cases.history(shown.case.case_id)
    if history.height > 1:
        with st.expander(reader.n("{n} version", "{n} versions", history.height), key="case_versions"):
            table = history_table(history, reader.words(), {c: reader.t(n) for c, n in STATES.items()})
            st.dataframe(table, hide_index=True, alt=reader.t("Versions of this case"))
