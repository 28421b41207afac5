"""Records in order and full text: indexes to walk the records by, and the index over their words."""

from alembic import op

from data_access.records import fulltext

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.drop_index('ix_seizure_country_year', 'seizure')
    op.create_index('ix_seizure_country_year', 'seizure', ['country', 'year', 'seized_on', 'seizure_id'])
    op.create_index('ix_seizure_year', 'seizure', ['year', 'seized_on', 'seizure_id'])
    op.create_index('ix_seizure_item_unit_class', 'seizure_item', ['unit_class', 'quantity_base', 'seizure_id'])
    fulltext.create(op.get_bind())
    fulltext.rebuild(op.get_bind())


def downgrade() -> None:
    """Take back."""
    fulltext.drop(op.get_bind())
    op.drop_index('ix_seizure_item_unit_class', 'seizure_item')
    op.drop_index('ix_seizure_year', 'seizure')
    op.drop_index('ix_seizure_country_year', 'seizure')
    op.create_index('ix_seizure_country_year', 'seizure', ['country', 'year'])
