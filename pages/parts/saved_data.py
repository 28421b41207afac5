"""The saved views and watches."""

from data_access.settings import settings
from data_access.store import saved_views as saved_views_of
from domain.saved import SavedView, Snapshot
from pages.parts import store_data

OWNER = ""
"""Whose saved views a reader sees: all share one list until there is a sign-in."""


def saving_allowed() -> bool:
    """Whether readers may save views (ATLAS_SAVING; by default only for the embedded file)."""
    return settings().saving


def saved_views(kind: str = "") -> list[SavedView]:
    """The saved views, by name."""
    return saved_views_of.views(store_data.newest().engine, OWNER, kind)


def save_view(name: str, page: str, query: str, seen: Snapshot, *, kind: str, note: str) -> str:
    """Keep a view. Raises UsageError."""
    return saved_views_of.save(store_data.newest().engine, OWNER, name, page, query, seen, kind=kind, note=note)


def rename_view(view_id: str, name: str, note: str) -> None:
    """Another name and note."""
    saved_views_of.rename(store_data.newest().engine, OWNER, view_id, name, note)


def delete_view(view_id: str, *, back: bool = False) -> None:
    """Take a view out of the list, or bring it back."""
    (saved_views_of.bring_back if back else saved_views_of.remove)(store_data.newest().engine, OWNER, view_id)


def looked_at(view_id: str, seen: Snapshot) -> None:
    """Changes are told since now."""
    saved_views_of.looked(store_data.newest().engine, OWNER, view_id, seen)
