"""Contact points and targets of the operator: a row a version."""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('contact_version',
    sa.Column('office', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('places', sa.Text(), nullable=False),
    sa.Column('mailbox', sa.String(length=200), nullable=False),
    sa.Column('checked_on', sa.String(length=7), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('entry_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('entry_id', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('is_current', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('file_row', sa.BigInteger(), nullable=True),
    sa.Column('saved_at', sa.DateTime(), nullable=False),
    sa.Column('saved_by', sa.String(length=120), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('first_seen', sa.Date(), nullable=False),
    sa.Column('content_key', sa.String(length=32), nullable=False),
    sa.Column('handling', sa.String(length=40), nullable=False),
    sa.Column('source_id', sa.String(length=40), nullable=False),
    sa.Column('run_id', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['run_id'], ['ingest_run.run_id'], name=op.f('fk_contact_version_run_id_ingest_run')),
    sa.ForeignKeyConstraint(['source_id'], ['source.source_id'], name=op.f('fk_contact_version_source_id_source')),
    sa.PrimaryKeyConstraint('entry_row', name=op.f('pk_contact_version')),
    sa.UniqueConstraint('entry_id', 'version', name=op.f('uq_contact_version_entry_id'))
    )
    op.create_table('target_version',
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('measure', sa.String(length=30), nullable=False),
    sa.Column('value', sa.Integer(), nullable=True),
    sa.Column('start', sa.String(length=10), nullable=False),
    sa.Column('end', sa.String(length=10), nullable=False),
    sa.Column('goods', sa.Text(), nullable=False),
    sa.Column('places', sa.Text(), nullable=False),
    sa.Column('set_by', sa.Text(), nullable=False),
    sa.Column('set_on', sa.String(length=10), nullable=False),
    sa.Column('reason_set', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('entry_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('entry_id', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('is_current', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('file_row', sa.BigInteger(), nullable=True),
    sa.Column('saved_at', sa.DateTime(), nullable=False),
    sa.Column('saved_by', sa.String(length=120), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('first_seen', sa.Date(), nullable=False),
    sa.Column('content_key', sa.String(length=32), nullable=False),
    sa.Column('handling', sa.String(length=40), nullable=False),
    sa.Column('source_id', sa.String(length=40), nullable=False),
    sa.Column('run_id', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['run_id'], ['ingest_run.run_id'], name=op.f('fk_target_version_run_id_ingest_run')),
    sa.ForeignKeyConstraint(['source_id'], ['source.source_id'], name=op.f('fk_target_version_source_id_source')),
    sa.PrimaryKeyConstraint('entry_row', name=op.f('pk_target_version')),
    sa.UniqueConstraint('entry_id', 'version', name=op.f('uq_target_version_entry_id'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('target_version')
    op.drop_table('contact_version')
