"""What a selection of cases is about, in one phrase: for titles of pages, charts, files and citations."""

from domain.cases.selection import CaseSelection
from domain.words import Words
from reports.casebook.wording import in_words


def subject(selection: CaseSelection, words: Words) -> str:
    """'Proven cases: goods Tobacco; linked crime Fraud'."""
    which = words.t("Proven cases") if selection.proof == "proven" else words.t("All documented cases")
    return titled(which, selection, words)


def titled(what: str, selection: CaseSelection, words: Words) -> str:
    """What is shown, and of which cases where filters say it; their proof stands elsewhere."""
    if not selection.filtered:
        return what
    return words.t("{what}: {filters}", what=what, filters=in_words(selection, words))
