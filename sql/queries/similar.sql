-- Films like a given one, by their texts and by the taste of people together; of one
-- series no more than some before others.
--
-- Binds: release_id, movie_id, text_dimension, taste_dimension, taste_weight,
--   popularity_weight, series_films, series_penalty, candidates, limit, offset
-- Rows: the movie's columns, score (higher is better), shared_genres, shared_tags
-- Index: movies_rN_text_vector_idx (hnsw) for nearest, movies_rN_match_vector_idx (hnsw)
--   for liked
--
-- A series is told by the first two telling words of its titles, before any colon and
-- without numbers, so "Toy Story 2" and "Harry Potter and the Goblet of Fire" go with
-- their own.
with origin as materialized (
    select movie_id, genres, tags, text_vector, profile_vector, match_vector
    from movies
    where release_id = :release_id and movie_id = :movie_id
), nearest as materialized (
    select movies.movie_id
    from movies
    where release_id = :release_id
    order by cast(text_vector as halfvec(:text_dimension))
        <=> (select cast(text_vector as halfvec(:text_dimension)) from origin)
    limit :candidates
), liked as materialized (
    select movies.movie_id
    from movies
    where release_id = :release_id and :taste_weight > 0
    order by cast(match_vector as halfvec(:taste_dimension))
        <#> (select cast(profile_vector as halfvec(:taste_dimension)) from origin)
    limit :candidates
), measured as (
    select movies.movie_id,
        array_to_string(
            (string_to_array(
                trim(regexp_replace(
                    regexp_replace(fold(title), '(: | - | \().*$', ''),
                    '(\m(the|a|an|of|and|in|on|to|part|vol|chapter|episode|[ivx]+|[0-9]+)\M'
                        || '|[^a-z0-9]+)+', ' ', 'g'
                )), ' '
            ))[1:2], ' '
        ) as series,
        1 - (cast(movies.text_vector as halfvec(:text_dimension))
            <=> cast(origin.text_vector as halfvec(:text_dimension)))
        -- What liking the one says for the other, against the most it says for any.
        + :taste_weight * coalesce(
            (movies.match_vector <#> origin.profile_vector)
            / nullif(min(movies.match_vector <#> origin.profile_vector) over (), 0), 0)
        + :popularity_weight * ln(1 + rating_count) as likeness
    from (select movie_id from nearest union select movie_id from liked) as found
    join movies on movies.release_id = :release_id and movies.movie_id = found.movie_id
    cross join origin
    where movies.movie_id <> :movie_id
), spread as (
    select movie_id, likeness - :series_penalty * greatest(0, row_number() over (
        partition by case when series = '' then cast(movie_id as text) else series end
        order by likeness desc, movie_id
    ) - :series_films) as score
    from measured
)
select movies.movie_id, title, original_title, year, movies.genres, movies.tags, plot,
    rating_count, rating_mean, imdb_id, tmdb_id, score,
    array(select unnest(movies.genres) intersect select unnest(origin.genres) order by 1)
        as shared_genres,
    array(
        select tag
        from unnest(movies.tags) with ordinality as own (tag, place)
        where tag = any(origin.tags)
        order by place
    ) as shared_tags
from (
    select movie_id, score from spread order by score desc, movie_id limit :limit offset :offset
) as page
join movies on movies.release_id = :release_id and movies.movie_id = page.movie_id
cross join origin
order by score desc, movies.movie_id
