"""Saved views and watches."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('saved_view',
    sa.Column('view_id', sa.String(length=12), nullable=False),
    sa.Column('owner', sa.String(length=120), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('page', sa.String(length=40), nullable=False),
    sa.Column('query', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('seen_at', sa.DateTime(), nullable=False),
    sa.Column('data_version', sa.Integer(), nullable=False),
    sa.Column('figure', sa.Double(), nullable=False),
    sa.Column('newest', sa.String(length=7), nullable=False),
    sa.Column('places', sa.Text(), nullable=False),
    sa.Column('goods', sa.Text(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(), nullable=True),
    sa.PrimaryKeyConstraint('view_id', name=op.f('pk_saved_view'))
    )
    op.create_index(op.f('ix_saved_view_owner'), 'saved_view', ['owner'], unique=False)


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f('ix_saved_view_owner'), table_name='saved_view')
    op.drop_table('saved_view')
