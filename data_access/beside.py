"""What a viewer may learn that is no seizure: each with a counting unit of its own, never added to seizures."""

from typing import TYPE_CHECKING, cast

from data_access.benchmarks.answering import Benchmarks
from data_access.casebook.answering import Cases
from data_access.contacts.kind import CONTACTS
from data_access.cooperation.joint import Cooperation
from data_access.entries.answering import Entries
from data_access.incidents.answering import Incidents
from data_access.operations.answering import Operations
from data_access.records.networks import Networks
from data_access.records.overlaps import Overlaps
from data_access.store.saved_views import SavedViews
from data_access.targets.kind import TARGETS
from data_access.training.answering import Training

if TYPE_CHECKING:
    from data_access.answers import Answers


class Beside:
    """The doors beside that of seizures (mixed into Answers)."""

    @property
    def _answers(self) -> "Answers":
        return cast("Answers", self)

    @property
    def cases(self) -> Cases:
        """Cases with links to organised crime: a counting unit of their own, never added to seizures."""
        return Cases(self._answers)

    @property
    def operations(self) -> Operations:
        """Police and customs operations that were announced: public facts, never added to seizures."""
        return Operations(self._answers)

    @property
    def training(self) -> Training:
        """Courses that were recorded here, with participants as numbers: never added to anything else."""
        return Training(self._answers)

    @property
    def contacts(self) -> Entries:
        """Contact points: offices and their functional mailboxes."""
        return Entries(self._answers, CONTACTS)

    @property
    def targets(self) -> Entries:
        """Targets that the operator set."""
        return Entries(self._answers, TARGETS)

    @property
    def cooperation(self) -> Cooperation:
        """Who works with whom, by announced operations and documented cases."""
        return Cooperation(self._answers)

    @property
    def benchmarks(self) -> Benchmarks:
        """Totals that others have published: public facts, never added to seizures."""
        return Benchmarks(self._answers)

    @property
    def incidents(self) -> Incidents:
        """Incidents of companies: one's own whole, a sector's in what suppression lets pass."""
        return Incidents(self._answers)

    @property
    def networks(self) -> Networks:
        """Networks of groups and pseudonymous actors that were imported."""
        return Networks(self._answers)

    @property
    def overlaps(self) -> Overlaps:
        """Records of two sources that may be one seizure, and what was decided of them."""
        return Overlaps(self._answers.gateway.engine, self._answers.viewer.entitlement)

    @property
    def saved(self) -> SavedViews:
        """The saved views and watches: all readers share one list until there is a sign-in."""
        return SavedViews(self._answers.gateway.engine, owner="")
