"""Invented courses, deterministic, for a first look. Nothing here describes a real course, place or organisation."""

from typing import Any

import numpy as np

from data_access.reference import tables as reference
from domain.messages import N_
from domain.training.vocabulary import AGENCIES, KINDS, LEVELS, MODES

COURSES = 48
FIRST_YEAR, YEARS = 2020, 6
PLACES = 90
"""Countries that send participants; the others have no course recorded."""
GOODS = ("cigarettes", "medicines", "cocaine", "ivory", "heroin", "timber", "wildlife", "pesticides", "clothing")
ACADEMIES = ("Invented Customs Academy", "Invented Police College", "Invented School of Borders", "")  # untranslated
HELD_BY = ("Invented Customs Union", "Invented Police Organisation", "Invented Health Regulator")  # untranslated
PAID_BY = ("Invented Donor", "Invented Foundation", "")  # untranslated
TITLE = N_("Invented course {n}: {about}")
Draw = np.random.Generator


def demo_courses(courses: int = COURSES, seed: int = 20260102) -> list[dict[str, Any]]:
    """Documents of so many invented courses, each called so; a fifth of them states no number of participants."""
    draw = np.random.default_rng(seed)
    places = sorted(reference.places()["code"].to_list())
    sending = [places[i] for i in sorted(draw.choice(len(places), size=min(PLACES, len(places)), replace=False))]
    return [_course(draw, number, sending) for number in range(1, courses + 1)]


def _one(draw: Draw, listed: Any) -> str:
    return str(list(listed)[int(draw.integers(len(list(listed))))])


def _course(draw: Draw, number: int, sending: list[str]) -> dict[str, Any]:
    known = [code for code in GOODS if code in reference.names("goods")]
    goods = [] if draw.random() < 0.2 else [_one(draw, known)]
    about = reference.names("goods")[goods[0]].lower() if goods else "investigations"
    month = int(draw.integers(12 * YEARS))
    start = f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02}-{int(draw.integers(1, 20)):02}"
    countries = [sending[int(draw.integers(len(sending)))] for _ in range(int(draw.integers(1, 5)))]
    told = draw.random() > 0.2
    groups = {
        (country, _one(draw, list(AGENCIES)[:5])): int(draw.integers(4, 28)) if told else None for country in countries
    }
    funder = _one(draw, PAID_BY)
    return {
        "id": f"INVENTED-{number:03}",
        "title": TITLE.format(n=number, about=about),
        "kind": _one(draw, KINDS),
        "level": _one(draw, LEVELS),
        "mode": _one(draw, MODES),
        "academy": _one(draw, ACADEMIES),
        "place": countries[0],
        "start": start,
        "end": "",
        "organisers": [_one(draw, HELD_BY)],
        "funders": [funder] if funder else [],
        "goods": goods,
        "participants": [
            {"country": country, "agency": agency, "participants": n} for (country, agency), n in groups.items()
        ],
        "sources": [{"title": "", "publisher": "Invented for demonstration", "date": "", "address": ""}],
        "source_grade": "press or other",
        "verified": False,
        "unverified_fields": ["every field"],
    }
