"""A film may be seen several times: each viewing has a day, a note and an id of its own."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

UP = """
alter table viewings drop constraint viewings_pkey;
alter table viewings
    add column viewing_id bigint generated always as identity,
    add column note text not null default ''
        constraint viewings_note_check check (char_length(note) <= 2000),
    add constraint viewings_pkey primary key (viewing_id);
create index viewings_user_id_film_id_idx on viewings (user_id, film_id);
create index viewings_user_id_watched_on_idx on viewings (user_id, watched_on);

-- What people say of films. mark: the stars, such as '4.5'; 'seen' where they only saw it, however
-- often; 'planned' where they only mean to.
create or replace view marks as
select user_id, film_id, rating, rating::text as mark from ratings
union all
select distinct user_id, film_id, null::numeric, 'seen'
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

# Of several viewings of a film the latest stays, as `app.library.viewings.LATEST` orders them.
DOWN = """
delete from viewings
using viewings as later
where later.user_id = viewings.user_id and later.film_id = viewings.film_id
    and (coalesce(later.watched_on, '-infinity'), later.viewing_id)
        > (coalesce(viewings.watched_on, '-infinity'), viewings.viewing_id);
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
drop index viewings_user_id_watched_on_idx;
drop index viewings_user_id_film_id_idx;
alter table viewings drop column viewing_id, drop column note;
alter table viewings add constraint viewings_pkey primary key (user_id, film_id);
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
