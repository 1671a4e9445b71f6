"""The whole model: identity, releases, people.

Written as SQL, because partitions, generated columns and partial indexes read
better so. tests/sql/test_migrations.py holds it to sql/tables.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FUNCTIONS = r"""
create extension if not exists vector;

-- Lower case without accents, for matching: 'Amélie' and 'amelie' are one.
-- Decomposes and drops combining marks; a few letters do not decompose.
create function fold(words text) returns text
language sql immutable strict parallel safe
return translate(
    lower(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g')),
    'øłđðıæœ', 'olddiae'
);

-- array_to_string is only stable; on text arrays it is immutable in fact, which
-- a generated column needs.
create function joined(words text[]) returns text
language plpgsql immutable strict parallel safe
as $$ begin return array_to_string(words, ' '); end $$;
"""

IDENTITY = """
create table films (
    film_id bigint generated always as identity,
    imdb_id text,
    title_key text not null,
    year smallint,
    constraint films_pkey primary key (film_id),
    constraint films_imdb_id_key unique (imdb_id)
);
create index films_title_key_year_idx on films (title_key, year);
create unique index films_unnumbered_key on films (title_key, coalesce(year, 0))
    where imdb_id is null;
"""

RELEASES = """
create table releases (
    release_id integer generated always as identity,
    state text not null,
    dataset text not null,
    dataset_checksum text not null,
    plots_checksum text,
    attribution text,
    simulated_ratings boolean not null default false,
    encoder text not null,
    encoder_revision text not null,
    text_dimension integer not null,
    movie_count integer not null default 0,
    rating_count bigint not null default 0,
    figures jsonb not null default '{}'::jsonb,
    created_at timestamptz not null default now(),
    live_at timestamptz,
    constraint releases_pkey primary key (release_id),
    constraint releases_state_check check (state in ('building', 'live', 'retired', 'failed')),
    constraint releases_text_dimension_check check (text_dimension between 1 and 4000)
);
create unique index releases_one_live_key on releases (state) where state = 'live';

create table movies (
    release_id integer not null,
    movie_id integer not null,
    film_id bigint not null,
    title text not null,
    original_title text,
    alternative_titles text[] not null default '{}',
    title_keys text[] not null,
    year smallint,
    genres text[] not null,
    tags text[] not null,
    tag_counts integer[] not null,
    plot text,
    countries text[] not null default '{}',
    languages text[] not null default '{}',
    imdb_id text,
    tmdb_id integer,
    rating_count integer not null default 0,
    rating_mean real,
    text_hash bytea not null,
    text_vector halfvec not null,
    fts tsvector not null generated always as (
        setweight(to_tsvector('english', fold(title || ' ' || coalesce(original_title, '')
            || ' ' || joined(alternative_titles))), 'A')
        || setweight(to_tsvector('simple', fold(title || ' ' || coalesce(original_title, '')
            || ' ' || joined(alternative_titles))), 'A')
        || setweight(to_tsvector('english', fold(joined(tags) || ' ' || joined(genres))), 'B')
        || setweight(to_tsvector('english', fold(coalesce(plot, ''))), 'C')
    ) stored,
    constraint movies_pkey primary key (release_id, movie_id),
    constraint movies_release_id_film_id_key unique (release_id, film_id),
    constraint movies_release_id_fkey foreign key (release_id)
        references releases (release_id) on delete cascade,
    constraint movies_film_id_fkey foreign key (film_id) references films (film_id),
    constraint movies_tag_counts_check check (cardinality(tags) = cardinality(tag_counts)),
    constraint movies_rating_count_check check (rating_count >= 0),
    constraint movies_rating_mean_check check (rating_mean between 0.5 and 5.0),
    constraint movies_year_check check (year between 1870 and 2200)
) partition by list (release_id);
-- Vectors beside the row: an exact scan would else fetch each from TOAST.
alter table movies alter column text_vector set storage main;
create index movies_film_id_idx on movies (film_id);
create index movies_fts_idx on movies using gin (fts);
create index movies_genres_idx on movies using gin (genres);
create index movies_title_keys_idx on movies using gin (title_keys);
create index movies_popular_idx on movies (rating_count desc, movie_id);

create table terms (
    release_id integer not null,
    kind text not null,
    name text not null,
    text_vector halfvec not null,
    constraint terms_pkey primary key (release_id, kind, name),
    constraint terms_release_id_fkey foreign key (release_id)
        references releases (release_id) on delete cascade,
    constraint terms_kind_check check (kind in ('genre', 'tag'))
) partition by list (release_id);

create table text_vectors (
    encoder text not null,
    revision text not null,
    text_hash bytea not null,
    text_vector halfvec not null,
    created_at timestamptz not null default now(),
    constraint text_vectors_pkey primary key (encoder, revision, text_hash)
);
"""

PEOPLE = """
create table users (
    user_id bigint generated always as identity,
    username text not null,
    password_hash text not null,
    session_epoch integer not null default 0,
    created_at timestamptz not null default now(),
    constraint users_pkey primary key (user_id),
    constraint users_username_check check (char_length(username) between 3 and 64)
);
create unique index users_username_key on users (lower(username));

create table ratings (
    user_id bigint not null,
    film_id bigint not null,
    rating numeric(2, 1) not null,
    rated_at timestamptz not null default now(),
    constraint ratings_pkey primary key (user_id, film_id),
    constraint ratings_rating_check
        check (rating between 0.5 and 5.0 and rating * 2 = trunc(rating * 2)),
    constraint ratings_user_id_fkey foreign key (user_id)
        references users (user_id) on delete cascade,
    constraint ratings_film_id_fkey foreign key (film_id)
        references films (film_id) on delete restrict
);
create index ratings_film_id_idx on ratings (film_id);
"""

MARKS = """
create table {table} (
    user_id bigint not null,
    film_id bigint not null,
    {column}created_at timestamptz not null default now(),
    constraint {table}_pkey primary key (user_id, film_id),
    constraint {table}_user_id_fkey foreign key (user_id)
        references users (user_id) on delete cascade,
    constraint {table}_film_id_fkey foreign key (film_id)
        references films (film_id) on delete restrict
);
create index {table}_film_id_idx on {table} (film_id);
"""

SETTINGS = """
create table preferences (
    user_id bigint not null,
    genres text[] not null default '{}',
    exclude_genres text[] not null default '{}',
    year_min smallint,
    year_max smallint,
    adventurousness real not null default 0.3,
    onboarding_text text not null default '',
    updated_at timestamptz not null default now(),
    constraint preferences_pkey primary key (user_id),
    constraint preferences_adventurousness_check check (adventurousness between 0 and 1),
    constraint preferences_years_check check (year_min <= year_max),
    constraint preferences_onboarding_text_check check (char_length(onboarding_text) <= 2000),
    constraint preferences_user_id_fkey foreign key (user_id)
        references users (user_id) on delete cascade
);

create table api_tokens (
    token_id bigint generated always as identity,
    user_id bigint not null,
    name text not null,
    jwt_id text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    last_used_at timestamptz,
    constraint api_tokens_pkey primary key (token_id),
    constraint api_tokens_jwt_id_key unique (jwt_id),
    constraint api_tokens_name_check check (char_length(name) between 1 and 100),
    constraint api_tokens_expires_at_check check (expires_at > created_at),
    constraint api_tokens_user_id_fkey foreign key (user_id)
        references users (user_id) on delete cascade
);
create index api_tokens_user_id_idx on api_tokens (user_id);
"""


def upgrade() -> None:
    """Create everything."""
    marks = [
        MARKS.format(table="viewings", column="watched_on date,\n    "),
        MARKS.format(table="watchlist", column=""),
        MARKS.format(table="hidden", column=""),
    ]
    for statements in (FUNCTIONS, IDENTITY, RELEASES, PEOPLE, *marks, SETTINGS):
        op.get_bind().exec_driver_sql(statements)


def downgrade() -> None:
    """Drop everything but the extension, which others may use."""
    op.get_bind().exec_driver_sql(
        """
        drop table api_tokens, preferences, hidden, watchlist, viewings, ratings, users,
            text_vectors, terms, movies, releases, films;
        drop function joined(text[]);
        drop function fold(text);
        """
    )
