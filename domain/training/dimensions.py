"""The dimensions and measures of training: registries, as those of seizures, of cases and of operations."""

from domain.cases.vocabulary import GRADES
from domain.entries.dimensions import EntryDimension, EntryMeasure, by_key
from domain.messages import N_
from domain.training import vocabulary as v

PARTICIPANTS = ("country", "agency")
"""Dimensions of who took part: they are looked for in one group of participants (police of Ghana)."""
TRAINING_DIMENSIONS = by_key(
    (
        EntryDimension(
            key="country",
            label=N_("Country or territory of the participants"),
            inside=N_("country of the participants"),
            many=True,
            none=N_("Countries not stated"),
        ),
        EntryDimension(key="region", label=N_("Region of the participants"), inside=N_("region"), many=True),
        EntryDimension(
            key="agency",
            label=N_("Kind of agency"),
            inside=N_("kind of agency"),
            many=True,
            codes=v.AGENCIES,
            none=N_("Agencies not stated"),
        ),
        EntryDimension(key="level", label=N_("Level"), inside=N_("level"), codes=v.LEVELS),
        EntryDimension(key="kind", label=N_("Kind of training"), inside=N_("kind of training"), codes=v.KINDS),
        EntryDimension(key="mode", label=N_("In person or online"), inside=N_("in person or online"), codes=v.MODES),
        EntryDimension(
            key="goods", label=N_("Goods"), inside=N_("goods"), many=True, none=N_("On no goods in particular")
        ),
        EntryDimension(
            key="goods_group",
            label=N_("Group of goods"),
            inside=N_("group of goods"),
            many=True,
            none=N_("On no goods in particular"),
        ),
        EntryDimension(key="academy", label=N_("Academy"), inside=N_("academy"), none=N_("No academy named")),
        EntryDimension(key="place", label=N_("Where it was held"), inside=N_("where it was held")),
        EntryDimension(key="organiser", label=N_("Held by"), inside=N_("held by"), many=True),
        EntryDimension(key="funder", label=N_("Paid for by"), inside=N_("paid for by"), many=True),
        EntryDimension(
            key="series",
            label=N_("Series of operations it prepared"),
            inside=N_("series of operations it prepared"),
            none=N_("For no operation named"),
        ),
        EntryDimension(key="year", label=N_("Year in which it began"), inside=N_("year")),
        EntryDimension(key="grade", label=N_("Grade of the sources"), inside=N_("grade of sources"), codes=GRADES),
        EntryDimension(key="course", label=N_("Course"), inside=N_("course")),
    )
)
TRAINING_MEASURES = by_key(
    (
        EntryMeasure(
            key="training",
            label=N_("Courses recorded"),
            inside=N_("courses recorded"),
            counting_unit=N_("courses"),
            caution=N_(
                "Only what was entered here: a place without a course recorded may have had many. Courses differ in "
                "length and content, and nothing here says what they changed."
            ),
        ),
        EntryMeasure(
            key="training_participants",
            label=N_("Participants recorded"),
            inside=N_("participants recorded"),
            counting_unit=N_("participations, as recorded"),
            caution=N_(
                "A person who took two courses counts twice. Where a course states no number it has none here, which "
                "is not zero."
            ),
            column="participants",
        ),
    )
)
