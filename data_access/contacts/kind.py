"""Contact points as a kind of entries: a mailbox that may be a person's is refused."""

import re
from datetime import date
from functools import cache
from typing import Any, Final

from data_access.contacts.tables import ContactVersion
from data_access.entries.fields import Fields
from data_access.entries.flat import Flat, flat_kind
from data_access.entries.template import Template
from data_access.reference import tables as reference
from data_access.sources.base import SourceInfo
from domain.contacts import KINDS
from domain.mailboxes import is_functional
from domain.messages import N_, message

INFO: Final = SourceInfo(
    source_id="contacts",
    name=N_("Contact points of this installation"),
    publisher=N_("Whoever imported them"),
    kind="official",
    note=N_("Offices and their functional mailboxes, as the operator maintains them."),
)
TEMPLATE: Final = Template(
    name="contacts",
    file="contact_columns",
    lists={"contact_kinds": lambda: KINDS, "places": lambda: reference.names("places")},
    title="office",
)


@cache
def _places() -> frozenset[str]:
    """Words of the names of countries, territories and towns, and their codes, in small letters."""
    names = [*reference.names("places").values(), *reference.read("asking_towns")["towns"].to_list()]
    codes = frozenset(code.lower() for code in reference.names("places"))
    return codes | frozenset(word for name in names for word in re.findall(r"[a-z]{4,}", name.lower()))


def _check(found: dict[str, Any], f: Fields, today: date | None) -> None:
    if found["mailbox"] and not is_functional(found["mailbox"], _places()):
        f.fault(
            "mailbox",
            "…",  # what may be a person's address is kept nowhere, not even among what was refused
            message(
                "a functional mailbox is wanted, such as ncb@example.org: before @ the name of an office, a service or "
                "a place, never of a person"
            ),
        )


FLAT: Final = Flat(template=TEMPLATE, check=_check)
CONTACTS: Final = flat_kind(FLAT, info=INFO, versions=ContactVersion, parts={}, discreet=("mailbox",))
