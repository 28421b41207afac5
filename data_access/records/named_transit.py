"""Whether routes of the store name countries passed: asked of the few thousand sets of roles, not of the records."""

from sqlalchemy import Engine, select

from data_access.store import tables as t


def any_transit(engine: Engine) -> bool:
    """False: no record of any source names a transit country. True: some may, and the records must be asked.

    It looks at no record, so it says nothing of those that a viewer may not see: whoever gets True asks on with an
    entitlement.
    """
    with engine.connect() as connection:
        return connection.execute(select(t.Route.route_id).where(t.Route.transit != "").limit(1)).first() is not None
