"""Incidents of companies: a row a version, which its own company alone sees."""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('incident',
    sa.Column('incident_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('handling', sa.String(length=40), nullable=False),
    sa.Column('incident_id', sa.String(length=200), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('is_current', sa.Boolean(), nullable=False),
    sa.Column('counted', sa.Boolean(), nullable=False),
    sa.Column('taken_back', sa.Boolean(), nullable=False),
    sa.Column('content_key', sa.String(length=32), nullable=False),
    sa.Column('source_id', sa.String(length=40), nullable=False),
    sa.Column('import_id', sa.String(length=36), nullable=False),
    sa.Column('file_row', sa.BigInteger(), nullable=False),
    sa.Column('company', sa.Text(), nullable=False),
    sa.Column('source_type', sa.String(length=20), nullable=False),
    sa.Column('funder', sa.Text(), nullable=False),
    sa.Column('found_on', sa.Date(), nullable=True),
    sa.Column('date_precision', sa.String(length=5), nullable=False),
    sa.Column('goods', sa.String(length=40), nullable=False),
    sa.Column('illicit', sa.String(length=20), nullable=False),
    sa.Column('country', sa.String(length=10), nullable=False),
    sa.Column('found_at', sa.String(length=20), nullable=False),
    sa.Column('departure', sa.String(length=10), nullable=False),
    sa.Column('destination', sa.String(length=10), nullable=False),
    sa.Column('mode', sa.String(length=20), nullable=False),
    sa.Column('concealment', sa.String(length=40), nullable=False),
    sa.Column('quantity', sa.Text(), nullable=False),
    sa.Column('unit', sa.String(length=40), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('reported_to', sa.String(length=20), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['ingest_run.run_id'], name=op.f('fk_incident_import_id_ingest_run')),
    sa.ForeignKeyConstraint(['source_id'], ['source.source_id'], name=op.f('fk_incident_source_id_source')),
    sa.PrimaryKeyConstraint('incident_row', name=op.f('pk_incident')),
    sa.UniqueConstraint('handling', 'incident_id', 'version', name=op.f('uq_incident_handling'))
    )
    with op.batch_alter_table('incident', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_incident_handling'), ['handling'], unique=False)


def downgrade() -> None:
    """Take back."""
    op.drop_table('incident')
