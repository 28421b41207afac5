"""Operations that the operator adds: a row a version, with quantities and sources."""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('operation_version',
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('series', sa.Text(), nullable=False),
    sa.Column('operation', sa.Text(), nullable=False),
    sa.Column('edition', sa.Text(), nullable=False),
    sa.Column('start', sa.String(length=10), nullable=False),
    sa.Column('end', sa.String(length=10), nullable=False),
    sa.Column('date_note', sa.Text(), nullable=False),
    sa.Column('lead_organisations', sa.Text(), nullable=False),
    sa.Column('partner_organisations', sa.Text(), nullable=False),
    sa.Column('participating_countries', sa.Integer(), nullable=True),
    sa.Column('countries', sa.Text(), nullable=False),
    sa.Column('countries_note', sa.Text(), nullable=False),
    sa.Column('regions', sa.Text(), nullable=False),
    sa.Column('goods', sa.Text(), nullable=False),
    sa.Column('goods_operation', sa.Boolean(), nullable=True),
    sa.Column('arrests', sa.Integer(), nullable=True),
    sa.Column('arrests_basis', sa.String(length=30), nullable=False),
    sa.Column('arrests_note', sa.Text(), nullable=False),
    sa.Column('persons_note', sa.Text(), nullable=False),
    sa.Column('quantity_caveat', sa.Text(), nullable=False),
    sa.Column('seizures_count', sa.Double(), nullable=True),
    sa.Column('seizures_note', sa.Text(), nullable=False),
    sa.Column('value_amount', sa.Double(), nullable=True),
    sa.Column('value_currency', sa.String(length=3), nullable=False),
    sa.Column('value_basis', sa.String(length=20), nullable=False),
    sa.Column('value_note', sa.Text(), nullable=False),
    sa.Column('inspections', sa.Double(), nullable=True),
    sa.Column('inspections_note', sa.Text(), nullable=False),
    sa.Column('websites_closed', sa.Double(), nullable=True),
    sa.Column('websites_note', sa.Text(), nullable=False),
    sa.Column('organised_groups', sa.Double(), nullable=True),
    sa.Column('organised_groups_note', sa.Text(), nullable=False),
    sa.Column('investigations_opened', sa.Double(), nullable=True),
    sa.Column('investigations_note', sa.Text(), nullable=False),
    sa.Column('combined_why', sa.Text(), nullable=False),
    sa.Column('preliminary_why', sa.Text(), nullable=False),
    sa.Column('break_why', sa.Text(), nullable=False),
    sa.Column('conflict_why', sa.Text(), nullable=False),
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
    sa.ForeignKeyConstraint(['run_id'], ['ingest_run.run_id'], name=op.f('fk_operation_version_run_id_ingest_run')),
    sa.ForeignKeyConstraint(['source_id'], ['source.source_id'], name=op.f('fk_operation_version_source_id_source')),
    sa.PrimaryKeyConstraint('entry_row', name=op.f('pk_operation_version')),
    sa.UniqueConstraint('entry_id', 'version', name=op.f('uq_operation_version_entry_id'))
    )
    op.create_table('operation_quantity',
    sa.Column('entry_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('value', sa.Double(), nullable=True),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['entry_row'], ['operation_version.entry_row'], name=op.f('fk_operation_quantity_entry_row_operation_version')),
    sa.PrimaryKeyConstraint('entry_row', 'line', name=op.f('pk_operation_quantity'))
    )
    op.create_table('operation_reference',
    sa.Column('entry_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('publisher', sa.Text(), nullable=False),
    sa.Column('date', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['entry_row'], ['operation_version.entry_row'], name=op.f('fk_operation_reference_entry_row_operation_version')),
    sa.PrimaryKeyConstraint('entry_row', 'line', name=op.f('pk_operation_reference'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('operation_reference')
    op.drop_table('operation_quantity')
    op.drop_table('operation_version')
