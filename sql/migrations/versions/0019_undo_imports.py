"""Imports can be undone: what they changed is kept with them."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

UP = """
alter table imports
    -- Of imports from before nothing was kept: they cannot be undone.
    add column recorded boolean not null default false,
    add column preferences jsonb,
    add column undone jsonb;

-- All marks of a film before an import and after it; null where there were none. Undoing restores
-- the first where the second is still true.
create table import_films (
    import_id bigint not null,
    film_id bigint not null,
    before jsonb,
    after jsonb,
    constraint import_films_pkey primary key (import_id, film_id),
    constraint import_films_import_id_fkey foreign key (import_id)
        references imports (import_id) on delete cascade,
    constraint import_films_film_id_fkey foreign key (film_id)
        references films (film_id) on delete cascade
);
create index import_films_film_id_idx on import_films (film_id);
"""

DOWN = """
drop table import_films;
alter table imports drop column recorded, drop column preferences, drop column undone;
"""


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
