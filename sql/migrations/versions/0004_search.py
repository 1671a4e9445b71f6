"""Search: a vector for every sentence of a plot, and the words that a release knows."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UP = """
create table sentences (
    release_id integer not null,
    movie_id integer not null,
    place smallint not null,
    sentence text not null,
    text_vector halfvec not null,
    constraint sentences_pkey primary key (release_id, movie_id, place),
    constraint sentences_release_id_fkey foreign key (release_id)
        references releases (release_id) on delete cascade,
    constraint sentences_place_check check (place >= 0)
) partition by list (release_id);
alter table sentences alter column text_vector set storage main;

create table words (
    release_id integer not null,
    word text not null,
    movie_count integer not null,
    constraint words_pkey primary key (release_id, word),
    constraint words_release_id_fkey foreign key (release_id)
        references releases (release_id) on delete cascade,
    constraint words_movie_count_check check (movie_count > 0)
) partition by list (release_id);
"""

DOWN = "drop table words, sentences;"


def upgrade() -> None:
    """Add."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove."""
    op.get_bind().exec_driver_sql(DOWN)
