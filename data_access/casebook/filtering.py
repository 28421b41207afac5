"""Which cases a selection leaves, and which rows of their parts: what is filtered by is what is shown."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from data_access.casebook.rows import CaseFrames
from data_access.entries.codes import NONE, passing, shared_codes
from data_access.reference import tables as reference
from domain.cases.dimensions import CASE_DIMENSIONS, PLACES, ROLES
from domain.cases.frames import LIST_SCHEMA
from domain.cases.selection import CaseSelection
from domain.cases.vocabulary import CRIME_STANDARDS

COUNTED = ("goods", "places", "crimes")
"""Parts that cases are found and counted by; the others are read with single cases and for files."""
_COLUMNS = {
    "case": "case_id",
    "evidence": "evidence_standard",
    "link": "oc_link_standard",
    "terrorism": "terrorism_level",
    "grade": "source_grade",
    "trade_region": "region",
}
_ILLICIT = pl.when(pl.col("category") == "counterfeits").then(pl.lit("counterfeit"))
"""The one reason why goods are illicit that a category of the casebook tells."""
_DESCRIBED = ("case_id", "title", "court", "status", "period", "group_type", "link_how")
_SEARCHED = (*_DESCRIBED, "concealment", "transport", "documents", "online", "lesson")
"""What is searched: what describes the case. Not its sources, outcome and notes, where names may stand."""


def folded(text: str) -> str:
    """Small letters without accents."""
    return str(pl.select(_folded(pl.lit(text))).item())


def _folded(text: pl.Expr) -> pl.Expr:
    return text.str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}", "")


def _standards(least: str) -> list[str]:
    """The standards of a linked crime from the strictest to the least that counts."""
    listed = list(CRIME_STANDARDS)
    return listed[: listed.index(least) + 1]


@dataclass(frozen=True, eq=False)
class Casebook:
    """All cases that one circle of viewers may see, ready to be asked."""

    frames: CaseFrames

    @cached_property
    def parts(self) -> dict[str, pl.DataFrame]:
        """case_id and the dimensions of a part, by part (CaseDimension.part)."""
        f = self.frames
        group = pl.col("goods").replace_strict(reference.goods_group(), default=pl.col("goods"))
        places = f.parts["places"].select("case_id", "place", "role")
        by_role = {
            dimension: places.filter(pl.col("role") == role).select("case_id", pl.col("place").alias(dimension))
            for role, dimension in ROLES.items()
        }
        return {
            "cases": self._heads(),
            "goods": f.parts["goods"].select("case_id", "goods", group.alias("goods_group")),
            "illicit": f.parts["goods"].select("case_id", _ILLICIT.alias("illicit")).drop_nulls().unique(),
            "places": places.rename({"place": "country"}),
            "crimes": f.parts["crimes"].select("case_id", pl.col("crime").alias("linked_crime"), "crime_standard"),
            **by_role,
        }

    def _heads(self) -> pl.DataFrame:
        dimensions = [
            pl.col(_COLUMNS.get(d.key, d.key)).alias(d.key)
            for d in CASE_DIMENSIONS.values()
            if d.part == "cases" and d.key not in ("year", "in_absence")
        ]
        absence = pl.when("in_absence").then(pl.lit("yes")).when(~pl.col("in_absence")).then(pl.lit("no"))
        return self.frames.cases.select(
            "case_id",
            *dimensions,
            pl.col("judgment_year").cast(pl.String).fill_null(NONE).alias("year"),
            absence.otherwise(pl.lit(NONE)).alias("in_absence"),
        )

    @cached_property
    def words(self) -> pl.DataFrame:
        """case_id and the text that is searched, folded: what describes the case, and its goods and places by name."""
        goods, places = reference.names("goods"), reference.names("places")
        named = {
            "goods": self.frames.parts["goods"].select(
                "case_id",
                pl.concat_str("category", pl.col("goods").replace_strict(goods, default=""), separator=" ").alias("w"),
            ),
            "places": self.frames.parts["places"].select(
                "case_id", pl.col("place").replace_strict(places, default="").alias("w")
            ),
        }
        found = self.frames.cases.select("case_id", pl.concat_str(_SEARCHED, separator=" ").alias("words"))
        for name, frame in named.items():
            joined = frame.group_by("case_id").agg(pl.col("w").unique().str.join(" ").alias(name))
            found = found.join(joined, on="case_id", how="left", maintain_order="left")
        every = pl.concat_str("words", *[pl.col(name).fill_null("") for name in named], separator=" ")
        return found.select("case_id", _folded(every).alias("words"))

    def rows(self, part: str, selection: CaseSelection) -> pl.DataFrame:
        """The rows of a part that pass the filters on it. Raises UsageError for codes that do not exist."""
        frame = self._every(part, selection)
        for key, values in selection.where:
            if CASE_DIMENSIONS[key].part == part:
                frame = frame.filter(
                    pl.col(key).is_in(passing(key, values, shared_codes(key, selection.scheme, PLACES)))
                )
        if part == "crimes":
            frame = frame.filter(pl.col("crime_standard").is_in(_standards(selection.least)))
        return frame

    def _regions(self, scheme: str) -> pl.DataFrame:
        """case_id and region: those of its places in any role."""
        reference.need_scheme(scheme)
        members = reference.membership(scheme)
        return self.parts["places"].join(members, on="country").select("case_id", "region").unique()

    def selected(self, selection: CaseSelection) -> pl.DataFrame:
        """The cases of a selection (CASE_SCHEMA), by id. Raises UsageError for codes that do not exist."""
        found = self.frames.cases
        if selection.proof == "proven":
            found = found.filter("proven")
        if selection.first is not None:
            found = found.filter(pl.col("judgment_year") >= selection.first)
        if selection.last is not None:
            found = found.filter(pl.col("judgment_year") <= selection.last)
        for word in folded(selection.text).split():
            hits = self.words.filter(pl.col("words").str.contains(word, literal=True))
            found = found.join(hits, on="case_id", how="semi", maintain_order="left")
        filtered = {key: values for key, values in selection.where}
        for part in dict.fromkeys(CASE_DIMENSIONS[key].part for key in filtered):
            found = found.join(self._passing(part, selection), on="case_id", how="semi", maintain_order="left")
        return found

    def _passing(self, part: str, selection: CaseSelection) -> pl.DataFrame:
        """case_id of those with a row of the part that passes; those without any row, where that is asked for."""
        ids = self.rows(part, selection).select("case_id")
        asked = [values for key, values in selection.where if CASE_DIMENSIONS[key].part == part]
        if part != "cases" and all(NONE in values for values in asked):
            ids = pl.concat(
                [ids, self.frames.cases.select("case_id").join(self._every(part, selection), on="case_id", how="anti")]
            )
        return ids

    def _every(self, part: str, selection: CaseSelection) -> pl.DataFrame:
        return self._regions(selection.scheme) if part == "regions" else self.parts[part]

    def listed(self, selection: CaseSelection) -> pl.DataFrame:
        """The cases of a selection (LIST_SCHEMA): proven ones first, the newest judgment first."""
        found = self.selected(selection)
        lists = {"goods": ("goods", "goods"), "crimes": ("crimes", "linked_crime")}
        lists |= {role: (dimension, dimension) for role, dimension in ROLES.items()}
        for name, (part, column) in lists.items():
            of_case = self.parts[part].group_by("case_id").agg(pl.col(column).unique(maintain_order=True).alias(name))
            found = found.join(of_case, on="case_id", how="left", maintain_order="left").with_columns(
                pl.col(name).fill_null(pl.lit([], dtype=pl.List(pl.String)))
            )
        order = ["proven", "judgment_year", "case_id"]
        return found.sort(order, descending=[True, True, False], nulls_last=True).select(list(LIST_SCHEMA))
