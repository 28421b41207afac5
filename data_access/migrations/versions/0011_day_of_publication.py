"""When a file was published, where the reader said so at import; '' for all that was loaded before."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('ingest_run', schema=None) as batch_op:
        batch_op.add_column(sa.Column('published', sa.String(length=10), nullable=False, server_default=''))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('ingest_run', schema=None) as batch_op:
        batch_op.drop_column('published')
