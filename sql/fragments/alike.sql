-- The films most like a given one, as "page" of movie_id and score (higher is better).
--
-- The first two telling words of a title, before any colon and without numbers, name its
-- series: "Toy Story 2" and "Harry Potter and the Goblet of Fire" go with their own.
--
-- "Less violent" adds a term to the score of the nearest films and of no others, so that the list
-- stays among them. Their scores without it do not depend on how much is asked for: so the first
-- films' mean relevance never falls where more is asked for.
with example as materialized (
    select movie_id, genres, tags, text_vector, tag_vector, profile_vector, match_vector
    from movies
    where release_id = :release_id and movie_id = :movie_id
), nearest as materialized (
    select movies.movie_id
    from movies
    where
        -- include filters
    order by cast(text_vector as halfvec(:text_dimension))
        <=> (select cast(text_vector as halfvec(:text_dimension)) from example)
    limit :candidates
), taste as materialized (
    select profile_vector as vector from example where :taste_weight > 0
),
-- include near_by_taste
, liked as materialized (
    select near.movie_id
    from near
    join movies on movies.movie_id = near.movie_id
    where
        -- include filters
    order by near.distance
    limit :candidates
), of_tags as materialized (
    -- Exact, and only in releases so small that this is quick.
    select movies.movie_id
    from movies
    where :kindred > 0 and tag_vector is not null and
        -- include filters
    order by tag_vector <=> (select tag_vector from example)
    limit :kindred
), measured as (
    select movies.movie_id, movies.collections,
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
            <=> cast(example.text_vector as halfvec(:text_dimension)))
        -- What liking the example says for the film, as a share of the most it says for any.
        + :taste_weight * coalesce(
            (movies.match_vector <#> example.profile_vector)
            / nullif(min(movies.match_vector <#> example.profile_vector)
                filter (where movies.movie_id <> :movie_id) over (), 0), 0)
        + :tag_weight * coalesce(1 - (movies.tag_vector <=> example.tag_vector), 0)
        + :popularity_weight * ln(1 + rating_count) as unspread_score
    from (
        select movie_id from nearest
        union select movie_id from liked
        union select movie_id from of_tags
        union select movie_id from example
    ) as candidates
    join movies on movies.release_id = :release_id and movies.movie_id = candidates.movie_id
    cross join example
), of_series as (
    select movie_id, unspread_score, series, collections,
        max(series) filter (where movie_id = :movie_id) over () as example_series
    from measured
), scored as (
    select movie_id, unspread_score
        - :series_penalty * greatest(0, row_number() over (
            partition by case when series = '' then cast(movie_id as text) else series end
            order by unspread_score desc, movie_id
        ) - :series_films)
        -- "Aliens" and "Rocky Balboa" go with "Alien" and "Rocky"; titles do not tell that
        -- "The Road Warrior" goes with "Mad Max".
        - case
            when collections && cast(:own_series as text[])
                or series in (example_series, example_series || 's')
                or starts_with(series, example_series || ' ') then :own_series_penalty
            else 0
        end as score
    from of_series
    where movie_id <> :movie_id
), neighbours as (
    select movie_id, score from scored order by score desc, movie_id limit :neighbourhood
), steered as (
    select neighbours.movie_id, neighbours.score +
        -- include tag_relevance
        as score
    from neighbours
    join movies on movies.release_id = :release_id and movies.movie_id = neighbours.movie_id
), page as (
    select movie_id, score from steered order by score desc, movie_id limit :limit offset :offset
)
