"""Divisions derived from coordinates, and by which shapes; '' until the store is opened and its points are placed."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('seizure_detail', schema=None) as batch_op:
        batch_op.add_column(sa.Column('admin1_derived', sa.String(length=10), nullable=False, server_default=''))
    with op.batch_alter_table('store', schema=None) as batch_op:
        batch_op.add_column(sa.Column('placed_by', sa.String(length=16), nullable=False, server_default=''))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('store', schema=None) as batch_op:
        batch_op.drop_column('placed_by')
    with op.batch_alter_table('seizure_detail', schema=None) as batch_op:
        batch_op.drop_column('admin1_derived')
