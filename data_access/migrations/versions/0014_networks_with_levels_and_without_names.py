"""Networks: a handling level for each row, what a node is; names that may be those of persons go from what is stored."""

import sqlalchemy as sa
from alembic import op

from domain.networks.labels import is_pseudonym, may_be_shown

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('network_group', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sort', sa.String(length=10), nullable=False, server_default='group'))
        batch_op.add_column(sa.Column('handling', sa.String(length=40), nullable=False, server_default='public'))
    with op.batch_alter_table('network_tie', schema=None) as batch_op:
        batch_op.add_column(sa.Column('handling', sa.String(length=40), nullable=False, server_default='public'))
    _levels()
    _mask()


def _levels() -> None:
    """Each row takes the level of its source."""
    source = sa.table('source', sa.column('source_id'), sa.column('handling'))
    for name in ('network_group', 'network_tie'):
        table = sa.table(name, sa.column('source_id'), sa.column('handling'))
        level = sa.select(source.c.handling).where(source.c.source_id == table.c.source_id).scalar_subquery()
        op.execute(table.update().values(handling=sa.func.coalesce(level, 'public')))


def _mask() -> None:
    """The rule of imports, for what was imported before it: nodes keep a code, and ties follow it."""
    columns = ('record_key', 'network', 'code', 'name', 'sort')
    group = sa.table('network_group', *[sa.column(name) for name in columns])
    tie = sa.table('network_tie', *[sa.column(name) for name in ('record_key', 'network', 'from_code', 'to_code')])
    bind = op.get_bind()
    rows = bind.execute(sa.select(group).order_by(group.c.network, group.c.code)).all()
    ties = bind.execute(sa.select(tie)).all()
    codes: dict[tuple[str, str], str] = {}
    ends = sorted({(t.network, end) for t in ties for end in (t.from_code, t.to_code)} | {(r.network, r.code) for r in rows})
    for network, code in ends:
        listed = [r.name for r in rows if (r.network, r.code) == (network, code)]
        organisation = any(name != code for name in listed) or not listed
        codes[network, code] = code if may_be_shown(code, organisation=organisation) else f'x{len(codes) + 1}'
    for r in rows:
        code = codes[r.network, r.code]
        alone = r.name == r.code
        shown = not is_pseudonym(r.name) and may_be_shown(r.name) and code == r.code
        sort = 'actor' if alone and not shown else 'group'
        values = {'code': code, 'name': r.name if shown else '', 'sort': sort}
        bind.execute(group.update().where(group.c.record_key == r.record_key).values(**values))
    for t in ties:
        values = {'from_code': codes[t.network, t.from_code], 'to_code': codes[t.network, t.to_code]}
        bind.execute(tie.update().where(tie.c.record_key == t.record_key).values(**values))
    bind.execute(sa.text("UPDATE quarantine SET content = '' WHERE source_id = 'network'"))


def downgrade() -> None:
    """Take back; names that were left out do not come back."""
    with op.batch_alter_table('network_tie', schema=None) as batch_op:
        batch_op.drop_column('handling')
    with op.batch_alter_table('network_group', schema=None) as batch_op:
        batch_op.drop_column('handling')
        batch_op.drop_column('sort')
