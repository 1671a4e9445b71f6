"""What is on a watchlist is a mark, too; every mark says in one word what it is."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UP = """
-- What people say of films. mark: the stars, such as '4.5'; 'seen' where they only saw it;
-- 'planned' where they only mean to.
create or replace view marks as
select user_id, film_id, rating, rating::text as mark from ratings
union all
select user_id, film_id, null, 'seen'
from viewings
where not exists (
    select from ratings
    where ratings.user_id = viewings.user_id and ratings.film_id = viewings.film_id
)
union all
select user_id, film_id, null, 'planned'
from watchlist
where not exists (
    select from ratings
    where ratings.user_id = watchlist.user_id and ratings.film_id = watchlist.film_id
)
and not exists (
    select from viewings
    where viewings.user_id = watchlist.user_id and viewings.film_id = watchlist.film_id
)
and not exists (
    select from hidden
    where hidden.user_id = watchlist.user_id and hidden.film_id = watchlist.film_id
);
"""

DOWN = """
drop view marks;
create view marks as
select user_id, film_id, rating from ratings
union all
select user_id, film_id, null
from viewings
where not exists (
    select from ratings
    where ratings.user_id = viewings.user_id and ratings.film_id = viewings.film_id
);
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
