"""Import a file: look at it, correct how it is read, see what would come in, and only then load it."""

import streamlit as st

from pages.data import known_sources, network_upload, upload_report, upload_settings, uploads
from pages.parts import answers, reader
from pages.parts.stopping import stop

selection = reader.selection("import")
st.title(reader.t("Import a file"))
st.markdown(
    reader.t(
        "Bring a table of seizures as CSV, Excel, JSON, Parquet or a zip of one of them. You see how it would be "
        "read, and what would be refused and why, **before** anything is loaded. Nothing is guessed: you are asked "
        "about anything ambiguous."
    )
)
if not answers.uploads_allowed():
    st.info(
        reader.t(
            "This server does not accept files through the browser: its operator imports them with `atlas import`."
        ),
        icon=":material/lock:",
    )
    known_sources.known_sources()
    stop()
st.caption(
    reader.t(
        "Up to {most} MB here. A larger file: `atlas import auto FILE` in the shell, on the machine that holds the "
        "store.",
        most=str(st.get_option("server.maxUploadSize")),
    )
)
known_sources.known_sources()
uploads.template_buttons()
network_upload.network_upload()
found = uploads.chosen()
if found is None:
    stop()
uploads.table_and_notes(found)
uploads.mapping_form(found)
upload_settings.more_settings(found)
upload_settings.trouble()
upload_settings.questions(found)
if not found.ready:
    upload_report.account_of(found)
else:
    upload_report.quality(found)
    uploads.load_form(found)
