"""The view ``cards``: what the API shows of a film; and columns named by docs/glossary.md."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

UP = """
create view cards as
select release_id, movie_id, film_id, title, original_title, year, genres, tags, plot,
    countries, languages, imdb_id, tmdb_id, rating_count, rating_mean
from movies;

alter table tastes rename column heard_vector to evidence_vector;
alter table tastes rename column prior_vector to preference_vector;
alter table sentences rename column place to position;
alter table sentences rename constraint sentences_place_check to sentences_position_check;

-- Movies and added films share their columns, so that a field of a film is declared once.
alter table added_films
    alter column alternative_titles set default '{}',
    alter column countries set default '{}',
    alter column languages set default '{}';
"""

DOWN = """
alter table added_films
    alter column alternative_titles drop default,
    alter column countries drop default,
    alter column languages drop default;
alter table sentences rename constraint sentences_position_check to sentences_place_check;
alter table sentences rename column position to place;
alter table tastes rename column preference_vector to prior_vector;
alter table tastes rename column evidence_vector to heard_vector;
drop view cards;
"""


def upgrade() -> None:
    """Add the view and rename."""
    op.get_bind().exec_driver_sql(UP)


def downgrade() -> None:
    """Remove the view and rename back."""
    op.get_bind().exec_driver_sql(DOWN)
