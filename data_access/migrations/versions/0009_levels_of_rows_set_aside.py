"""Rows that could not be read carry a handling level of their own; linked records that of the one that counts.

An old row tells no level: it takes its source's, or the strictest where records of that source tell others.
"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

_OF_ROWS = """
UPDATE quarantine SET handling = CASE WHEN EXISTS (
    SELECT 1 FROM seizure s JOIN source o ON o.source_id = s.source_id
    WHERE s.source_id = quarantine.source_id AND s.handling <> o.handling
) THEN 'unknown' ELSE (SELECT o.handling FROM source o WHERE o.source_id = quarantine.source_id) END
"""
_OF_LINKS = """
UPDATE seizure SET hidden_by = COALESCE((
    SELECT kept.source_id || '~' || kept.handling FROM overlap_link l JOIN seizure kept ON kept.record_key = l.kept_key
    WHERE l.hidden_key = seizure.record_key AND kept.is_current
), '') WHERE record_key IN (SELECT hidden_key FROM overlap_link)
"""


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('quarantine', schema=None) as batch_op:
        batch_op.add_column(sa.Column('handling', sa.String(length=40), nullable=False, server_default='unknown'))
    op.execute(_OF_ROWS)
    op.execute(_OF_LINKS)


def downgrade() -> None:
    """Take back."""
    op.execute("UPDATE seizure SET hidden_by = COALESCE((SELECT l.kept_source FROM overlap_link l "
               "WHERE l.hidden_key = seizure.record_key), '') WHERE hidden_by <> ''")
    with op.batch_alter_table('quarantine', schema=None) as batch_op:
        batch_op.drop_column('handling')
