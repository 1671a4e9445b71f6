-- Films that suit a person: the largest inner products of taste and match vectors.
--
-- Binds: release_id, taste_dimension, taste_vector, said_vector, heard_vector,
--   residual_vector, planned_film_ids, planned_weight, film_ids, genres, exclude_genres,
--   exclude_tags, year_min, year_max, exact, head_films, candidates, familiarity, limit,
--   offset
-- Rows: the movie's columns, score (higher is better; the inner product itself), said (the
--   part of it that comes from words, not marks), and what the predicted rating is made
--   of: rating_bias, heard, residual
-- Index: movies_rN_match_vector_idx (hnsw) for walked, movies_rN_popular_idx for head,
--   movies_rN_witness_idx for witness
--
-- The films in film_ids (rated, seen, hidden) are left out. They come as a constant, so
-- that PostgreSQL hashes them and the walk through the index is not turned into a join.
-- What a planned film says for itself is taken off its score: it is no news.
--
-- Match vectors of well-rated films are a thousand times as long as those of others, and
-- a graph of inner products has hardly a way to a short one, nor to all of the long ones.
-- So the head_films most rated are compared exactly beside the walk, and so is one film in
-- fifty, as a witness: where one of these comes before the 100th that was found, others will
-- have been missed like it, and all are compared. exact has that done without asking, where
-- the filters leave little and where the head would be the whole release.
with fitting as not materialized (
    select movie_id, film_id, rating_count,
        cast(match_vector as halfvec(:taste_dimension))
            <#> cast(:taste_vector as halfvec(:taste_dimension)) as distance
    from movies
    where release_id = :release_id
        and match_vector is not null
        and film_id <> all (:film_ids)
        and genres @> :genres
        and not genres && :exclude_genres
        and not tags && :exclude_tags
        and (cast(:year_min as integer) is null or year >= :year_min)
        and (cast(:year_max as integer) is null or year <= :year_max)
), head as materialized (
    select movie_id, distance
    from (
        select movie_id, distance
        from fitting
        where not :exact
        order by rating_count desc, movie_id
        limit :head_films
    ) as most_rated
    order by distance
    limit :candidates
), walked as materialized (
    select movie_id, distance
    from fitting
    where not :exact
    order by distance
    limit :candidates
), found as materialized (
    select movie_id, distance from head union select movie_id, distance from walked
), witness as materialized (
    select movie_id, distance
    from fitting
    where not :exact and movie_id % 50 = 0
), missed as materialized (
    select 1
    from witness
    left join found using (movie_id)
    where found.movie_id is null
        and witness.distance < (
            select found.distance from found order by found.distance offset 99 limit 1
        )
    limit 1
), whole as materialized (
    select movie_id, distance
    from (
        select movie_id, distance
        from fitting
        where :exact or exists (select from missed)
        -- Keeps the order out, for which the index would be walked again.
        offset 0
    ) as compared
    order by distance
    limit :candidates
), nearest as materialized (
    select movie_id,
        -(cast(match_vector as vector(:taste_dimension))
            <#> cast(:taste_vector as vector(:taste_dimension)))
        - case when film_id = any(:planned_film_ids)
            then :planned_weight * -(profile_vector <#> match_vector) else 0 end as score,
        -(cast(match_vector as vector(:taste_dimension))
            <#> cast(:heard_vector as vector(:taste_dimension))) as heard
    from (
        select movie_id, distance from found
        union select movie_id, distance from witness
        union select movie_id, distance from whole
        order by distance
        limit :candidates
    ) as best
    join movies using (movie_id)
    where release_id = :release_id
), spread as (
    select coalesce(nullif(stddev_pop(score), 0), 1) as score,
        coalesce(nullif(stddev_pop(heard), 0), 1) as heard
    from nearest
)
select movie_id, film_id, title, original_title, year, genres, tags, plot,
    rating_count, rating_mean, imdb_id, tmdb_id, nearest.score, nearest.heard, rating_bias,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:said_vector as vector(:taste_dimension))) as said,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:residual_vector as vector(:taste_dimension))) as residual
from nearest
join movies using (movie_id)
cross join spread
where release_id = :release_id
-- Familiar is what many know, and what is near to what the person knows, both in units of
-- the candidates' own spread; above zero it comes first, below zero last. The sum of
-- familiarity over the first films grows with the bind: they are the ones that maximise
-- score plus bind times familiarity.
order by nearest.score / spread.score
    + :familiarity * (ln(1 + rating_count) + nearest.heard / spread.heard) desc, movie_id
limit :limit offset :offset
