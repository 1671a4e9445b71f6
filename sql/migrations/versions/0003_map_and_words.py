"""A place on the map for every film, tags among the preferences, and one view of all marks."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

UP = """
-- Both or neither: releases from before have no map.
alter table movies
    add column map_x real,
    add column map_y real,
    add constraint movies_map_check check ((map_x is null) = (map_y is null));

alter table terms
    add column film_count integer not null default 0,
    add constraint terms_film_count_check check (film_count >= 0);

alter table preferences
    add column tags text[] not null default '{}',
    add column exclude_tags text[] not null default '{}';

-- What the person's words, genres and tags say, apart from the marks: it fades as they
-- come. Null: nothing was said.
alter table tastes add column prior_vector vector;

-- What people say of films they know: a rating, or null where they only saw it.
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

DOWN = """
drop view marks;
alter table tastes drop column prior_vector;
alter table preferences drop column tags, drop column exclude_tags;
alter table terms drop column film_count;
alter table movies drop column map_x, drop column map_y;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
