"""The controls of Context: which statistic, and of scores which one."""

from domain.measures import INDICATORS
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one
from reports.context import SCORE, Where

USUAL = ("average", "Criminality")  # untranslated


def pick_indicator(available: tuple[str, ...]) -> str:
    """Which statistic."""
    labels = {i: reader.t(INDICATORS[i]) if i in INDICATORS else i for i in available}
    return str(choose_one(reader.t("Statistic"), available, format_func=labels.__getitem__, key="context_indicator"))


def pick_breakdown(indicator: str) -> Where:
    """For scores one category; for counts the totals."""
    if indicator != SCORE:
        return ()
    labels = {(d, c): f"{c} ({d})" for d, c in for_reader().categories(indicator)}
    start = list(labels).index(USUAL) if USUAL in labels else 0
    pair = choose_one(reader.t("Score"), labels, format_func=labels.__getitem__, index=start, key="context_score")
    return (("dimension", (pair[0],)), ("category", (pair[1],)))
