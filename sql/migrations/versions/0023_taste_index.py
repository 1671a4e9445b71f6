"""An index by which taste is compared exactly, and the lexemes of plots' sentences."""

from __future__ import annotations

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# The column rewrites the sentences of the releases that are kept, and builds their vector indexes
# anew. The vector indexes of match vectors that kept releases have go when those releases go.
UP = """
set local maintenance_work_mem = '512MB';
drop index movies_witness_idx;
create index movies_taste_idx on movies (l2_norm(match_vector) desc)
    include (release_id, movie_id, match_vector) where match_vector is not null;
alter table sentences add column fts tsvector generated always as
    (case when kind = 'plot' then to_tsvector('english', fold(sentence)) end) stored;
"""

DOWN = """
alter table sentences drop column fts;
drop index movies_taste_idx;
create index movies_witness_idx on movies (movie_id) where movie_id %% 50 = 0;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
