"""Cases: a row a version, with its parts."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('case_version',
    sa.Column('case_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('case_id', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('is_current', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('source_id', sa.String(length=40), nullable=False),
    sa.Column('run_id', sa.String(length=36), nullable=True),
    sa.Column('file_row', sa.BigInteger(), nullable=True),
    sa.Column('saved_at', sa.DateTime(), nullable=False),
    sa.Column('saved_by', sa.String(length=120), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('first_seen', sa.Date(), nullable=False),
    sa.Column('content_key', sa.String(length=32), nullable=False),
    sa.Column('handling', sa.String(length=40), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('region', sa.String(length=20), nullable=False),
    sa.Column('court', sa.Text(), nullable=False),
    sa.Column('judgment_year', sa.Integer(), nullable=True),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('period', sa.Text(), nullable=False),
    sa.Column('origin_note', sa.Text(), nullable=False),
    sa.Column('transit_note', sa.Text(), nullable=False),
    sa.Column('destination_note', sa.Text(), nullable=False),
    sa.Column('group_type', sa.Text(), nullable=False),
    sa.Column('link_how', sa.Text(), nullable=False),
    sa.Column('oc_link_standard', sa.String(length=40), nullable=False),
    sa.Column('group_kind', sa.String(length=40), nullable=False),
    sa.Column('evidence_standard', sa.String(length=40), nullable=False),
    sa.Column('count_in_goods_matrix', sa.Boolean(), nullable=False),
    sa.Column('terrorism_level', sa.String(length=20), nullable=False),
    sa.Column('terrorism_basis', sa.Text(), nullable=False),
    sa.Column('concealment', sa.Text(), nullable=False),
    sa.Column('transport', sa.Text(), nullable=False),
    sa.Column('documents', sa.Text(), nullable=False),
    sa.Column('online', sa.Text(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('in_absence', sa.Boolean(), nullable=True),
    sa.Column('death_sentence', sa.Boolean(), nullable=False),
    sa.Column('finality', sa.String(length=40), nullable=False),
    sa.Column('checked_on', sa.String(length=7), nullable=False),
    sa.Column('lesson', sa.Text(), nullable=False),
    sa.Column('source_grade', sa.String(length=40), nullable=False),
    sa.Column('verified', sa.Boolean(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('erratum', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['run_id'], ['ingest_run.run_id'], name=op.f('fk_case_version_run_id_ingest_run')),
    sa.ForeignKeyConstraint(['source_id'], ['source.source_id'], name=op.f('fk_case_version_source_id_source')),
    sa.PrimaryKeyConstraint('case_row', name=op.f('pk_case_version')),
    sa.UniqueConstraint('case_id', 'version', name=op.f('uq_case_version_case_id'))
    )
    op.create_table('case_crime',
    sa.Column('case_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('crime', sa.String(length=40), nullable=False),
    sa.Column('crime_standard', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['case_row'], ['case_version.case_row'], name=op.f('fk_case_crime_case_row_case_version')),
    sa.PrimaryKeyConstraint('case_row', 'line', name=op.f('pk_case_crime'))
    )
    op.create_table('case_goods',
    sa.Column('case_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('goods', sa.String(length=40), nullable=False),
    sa.Column('category', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['case_row'], ['case_version.case_row'], name=op.f('fk_case_goods_case_row_case_version')),
    sa.PrimaryKeyConstraint('case_row', 'line', 'goods', name=op.f('pk_case_goods'))
    )
    op.create_table('case_place',
    sa.Column('case_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('place', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['case_row'], ['case_version.case_row'], name=op.f('fk_case_place_case_row_case_version')),
    sa.PrimaryKeyConstraint('case_row', 'line', name=op.f('pk_case_place'))
    )
    op.create_table('case_quantity',
    sa.Column('case_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('amount', sa.Double(), nullable=True),
    sa.Column('amount_reported', sa.Text(), nullable=False),
    sa.Column('unit', sa.String(length=40), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('qualifier', sa.Text(), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['case_row'], ['case_version.case_row'], name=op.f('fk_case_quantity_case_row_case_version')),
    sa.PrimaryKeyConstraint('case_row', 'line', name=op.f('pk_case_quantity'))
    )
    op.create_table('case_reference',
    sa.Column('case_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('publisher', sa.Text(), nullable=False),
    sa.Column('published', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['case_row'], ['case_version.case_row'], name=op.f('fk_case_reference_case_row_case_version')),
    sa.PrimaryKeyConstraint('case_row', 'line', name=op.f('pk_case_reference'))
    )
    op.create_table('case_text',
    sa.Column('case_row', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['case_row'], ['case_version.case_row'], name=op.f('fk_case_text_case_row_case_version')),
    sa.PrimaryKeyConstraint('case_row', 'line', name=op.f('pk_case_text'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('case_text')
    op.drop_table('case_reference')
    op.drop_table('case_quantity')
    op.drop_table('case_place')
    op.drop_table('case_goods')
    op.drop_table('case_crime')
    op.drop_table('case_version')
