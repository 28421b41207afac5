"""How a question wants its answer shown → the parameters of its page."""

from data_access.asking.items import Item
from data_access.asking.made import Parameters


def showing(made: Parameters) -> None:
    """How a page shows it: what a map shows, steps of a course, the order of records."""
    kinds = made.parts.kinds
    for item in kinds["show"]:
        _show(made, item, item.sense.codes[0] if item.sense else "")
    if made.page == "maps" and made.parts.mapped and "show" not in made.query and not kinds["measure"]:
        made.query["show"] = ["count"]
    for item in kinds["measure"]:
        _measure(made, item)
    for kind, own in (("step", "trends"), ("view", "trends"), ("sort", "records")):
        for item in kinds[kind]:
            _own(made, item, kind, own)
    if made.query.get("sort") == ["quantity"]:
        made.query["unit_class"] = ["mass"]


def _show(made: Parameters, item: Item, show: str) -> None:
    if made.page == "maps":
        made.put(item, "show", show)
    elif made.page == "compare" and show == "rate":
        made.put(item, "per", "head")
    elif show == "count" or (show == "change" and made.page == "trends"):
        made.parts.unneeded.append(item.text)
    else:
        made.parts.leave(item, "page")


def _own(made: Parameters, item: Item, kind: str, own: str) -> None:
    """What only one page takes; a course by year is the usual one."""
    code = item.sense.codes[0] if item.sense else ""
    if made.page != own:
        made.parts.leave(item, "page")
    elif (kind, code) == ("step", "year"):
        made.note(item, kind, code)
    else:
        made.put(item, kind, code)


def _measure(made: Parameters, item: Item) -> None:
    mass = item.sense.codes if item.sense else ()
    if made.page == "maps":
        made.put(item, "show", "quantity")
    elif made.page in ("trends", "compare", "explorer"):
        made.put(item, "measure", "quantity")
    elif made.page == "records" and "sort" not in made.query and made.parts.kinds["sort"]:
        made.parts.unneeded.append(item.text)
        return
    elif made.page in ("world", "country", "records"):
        made.parts.unneeded.append(item.text)  # quantities stand there, each kind of unit by itself
        return
    else:
        made.parts.leave(item, "page")
        return
    if mass:
        made.query["unit_class"] = ["mass"]
