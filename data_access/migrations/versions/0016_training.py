"""Training: a row a version of a course, with groups of participants and sources."""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('training_version',
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('level', sa.String(length=20), nullable=False),
    sa.Column('mode', sa.String(length=20), nullable=False),
    sa.Column('academy', sa.Text(), nullable=False),
    sa.Column('place', sa.String(length=10), nullable=False),
    sa.Column('start', sa.String(length=10), nullable=False),
    sa.Column('end', sa.String(length=10), nullable=False),
    sa.Column('organisers', sa.Text(), nullable=False),
    sa.Column('funders', sa.Text(), nullable=False),
    sa.Column('goods', sa.Text(), nullable=False),
    sa.Column('series', sa.Text(), nullable=False),
    sa.Column('participants_total', sa.Integer(), nullable=True),
    sa.Column('participants_note', sa.Text(), nullable=False),
    sa.Column('source_grade', sa.String(length=40), nullable=False),
    sa.Column('verified', sa.Boolean(), nullable=True),
    sa.Column('unverified_fields', sa.Text(), nullable=False),
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
    sa.ForeignKeyConstraint(['run_id'], ['ingest_run.run_id'], name=op.f('fk_training_version_run_id_ingest_run')),
    sa.ForeignKeyConstraint(['source_id'], ['source.source_id'], name=op.f('fk_training_version_source_id_source')),
    sa.PrimaryKeyConstraint('entry_row', name=op.f('pk_training_version')),
    sa.UniqueConstraint('entry_id', 'version', name=op.f('uq_training_version_entry_id'))
    )
    op.create_table('training_participants',
    sa.Column('entry_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('country', sa.String(length=10), nullable=False),
    sa.Column('agency', sa.String(length=20), nullable=False),
    sa.Column('participants', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['entry_row'], ['training_version.entry_row'], name=op.f('fk_training_participants_entry_row_training_version')),
    sa.PrimaryKeyConstraint('entry_row', 'line', name=op.f('pk_training_participants'))
    )
    op.create_table('training_reference',
    sa.Column('entry_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('publisher', sa.Text(), nullable=False),
    sa.Column('date', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['entry_row'], ['training_version.entry_row'], name=op.f('fk_training_reference_entry_row_training_version')),
    sa.PrimaryKeyConstraint('entry_row', 'line', name=op.f('pk_training_reference'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('training_reference')
    op.drop_table('training_participants')
    op.drop_table('training_version')
