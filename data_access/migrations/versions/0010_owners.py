"""Sources and saved mappings have an owner. What an older store holds becomes the operator's: nobody knows whose it was."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('source', schema=None) as batch_op:
        batch_op.add_column(sa.Column('owner', sa.String(length=120), nullable=False, server_default='operator'))
    op.rename_table('saved_mapping', 'saved_mapping_before')
    _mappings('saved_mapping_owned', sa.Column('owner', sa.String(length=120), nullable=False))
    op.execute("INSERT INTO saved_mapping_owned (owner, name, shape, document, saved_at) "
               "SELECT 'operator', name, shape, document, saved_at FROM saved_mapping_before")
    op.drop_table('saved_mapping_before')
    op.rename_table('saved_mapping_owned', 'saved_mapping')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('ALTER INDEX pk_saved_mapping_owned RENAME TO pk_saved_mapping')


def _mappings(name, *more):
    keys = [c.name for c in more]
    op.create_table(name, *more,
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('shape', sa.String(length=16), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.Column('saved_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint(*keys, 'name', name=f'pk_{name}')
    )


def downgrade() -> None:
    """Take back; of mappings with one name the operator's stays."""
    _mappings('saved_mapping_plain')
    op.execute("INSERT INTO saved_mapping_plain (name, shape, document, saved_at) "
               "SELECT name, shape, document, saved_at FROM saved_mapping WHERE owner = 'operator'")
    op.drop_table('saved_mapping')
    op.rename_table('saved_mapping_plain', 'saved_mapping')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('ALTER INDEX pk_saved_mapping_plain RENAME TO pk_saved_mapping')
    with op.batch_alter_table('source', schema=None) as batch_op:
        batch_op.drop_column('owner')
