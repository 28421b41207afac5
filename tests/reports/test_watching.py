"""What changed is listed in the one alphabetical order, as on all pages."""

from domain.saved import Snapshot, changes
from domain.words import ENGLISH
from reports.watching import in_words


def look(*places):
    return Snapshot(version=1, figure=3.0, newest="2014-03", places=places, goods=())


def test_accents_do_not_send_a_name_to_the_end():
    said = in_words(changes(look(), look("ALA", "ESP", "ALB", "ZWE")), ENGLISH)
    assert said[-1] == "Places that did not occur before: Åland Islands, Albania, Spain, Zimbabwe."
