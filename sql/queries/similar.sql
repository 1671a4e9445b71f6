-- Films like a given one, by their texts.
--
-- Binds: release_id, movie_id, text_dimension, popularity_weight, candidates, limit, offset
-- Rows: the movie's columns, score (higher is better), shared_genres, shared_tags
-- Index: movies_rN_text_vector_idx (hnsw) for nearest
with origin as materialized (
    select movie_id, genres, tags, text_vector
    from movies
    where release_id = :release_id and movie_id = :movie_id
), nearest as materialized (
    select movies.movie_id,
        cast(text_vector as halfvec(:text_dimension))
            <=> (select cast(text_vector as halfvec(:text_dimension)) from origin) as distance
    from movies
    where release_id = :release_id
    order by cast(text_vector as halfvec(:text_dimension))
        <=> (select cast(text_vector as halfvec(:text_dimension)) from origin)
    limit :candidates
)
select movie_id, title, original_title, year, movies.genres, movies.tags, plot,
    rating_count, rating_mean, imdb_id, tmdb_id,
    1 - distance + :popularity_weight * ln(1 + rating_count) as score,
    array(select unnest(movies.genres) intersect select unnest(origin.genres) order by 1)
        as shared_genres,
    array(
        select tag
        from unnest(movies.tags) with ordinality as own (tag, place)
        where tag = any(origin.tags)
        order by place
    ) as shared_tags
from nearest
join movies using (movie_id)
cross join (select genres, tags from origin) as origin
where movies.release_id = :release_id and movie_id <> :movie_id
order by score desc, movie_id
limit :limit offset :offset
