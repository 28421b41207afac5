"""A briefing by mail: words, and the file beside them. The mail server is the operator's (ATLAS_SMTP_…)."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from data_access.settings import MailSettings
from domain.errors import StoreError, UsageError
from domain.words import Words
from reports.briefing.brief import Brief
from reports.briefing.said import line
from reports.briefing.sender import standing
from reports.exports import INVENTED, MIME

PATIENCE = 60.0
"""Seconds that a mail server may take."""


def checked(mail: MailSettings) -> MailSettings:
    """The settings, if mail can be sent by them. Raises UsageError, naming the variable that is missing or wrong."""
    if not mail.host or not mail.sender:
        raise UsageError("To send digests name the mail server and the sender: ATLAS_SMTP_HOST and ATLAS_SMTP_FROM.")
    if mail.security not in ("starttls", "tls", "none") or not mail.port:
        raise UsageError("ATLAS_SMTP_SECURITY is starttls, tls or none, and ATLAS_SMTP_PORT a number.")
    return mail


def message(brief: Brief, words: Words, mail: MailSettings, to: str, attached: tuple[str, bytes]) -> EmailMessage:
    """The mail to one address. attached: name and content of the file."""
    made = EmailMessage(policy=SMTP)
    title = words.t("Briefing: {title}", title=brief.said.title)
    subject = f"{words.t(INVENTED)} · {title}" if brief.said.invented else title
    for name, value in {"Subject": subject, "From": mail.sender, "To": to}.items():  # untranslated
        made[name] = value
    texts = [(fact.label, " ".join(filter(None, [fact.text, fact.note]))) for fact in brief.facts]
    known = [one for one in (brief.coverage, brief.late, brief.said.caveat, brief.said.rules) if one]
    foot = [standing(brief.sender, words), line(brief.said, words)]
    plain = [title, "", *(f"{label}: {text}" for label, text in texts), "", *known, "", *foot]
    made.set_content("\n".join(plain))
    parts = "".join(f"<h2>{escape(label)}</h2><p>{escape(text)}</p>" for label, text in texts)  # untranslated
    small = "".join(f"<p><small>{escape(text)}</small></p>" for text in (*known, *foot))  # untranslated
    body = f"<body><h1>{escape(title)}</h1>{parts}{small}</body>"  # untranslated
    page = f'<html lang="{words.language}" dir="ltr">{body}</html>'  # untranslated
    made.add_alternative(page, subtype="html")
    name, content = attached
    kind, _, subtype = MIME[name.rpartition(".")[2]].partition("/")
    made.add_attachment(content, maintype=kind, subtype=subtype, filename=name)
    return made


def send(mail: MailSettings, mails: list[EmailMessage]) -> None:
    """Send them all by one connection. Raises StoreError with what the server said; then none of the rest is sent."""
    if not mails:
        return
    context = ssl.create_default_context()
    try:
        with (
            smtplib.SMTP_SSL(mail.host, mail.port, timeout=PATIENCE, context=context)
            if mail.security == "tls"
            else smtplib.SMTP(mail.host, mail.port, timeout=PATIENCE)
        ) as server:
            if mail.security == "starttls":
                server.starttls(context=context)
            if mail.user:
                server.login(mail.user, mail.password)
            for one in mails:
                server.send_message(one)
    except (smtplib.SMTPException, OSError) as error:
        raise StoreError("The mail server {host} did not take it: {reason}.", host=mail.host, reason=error) from error
