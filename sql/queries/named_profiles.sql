-- What liking some genres and tags says: the mean profile of each one's best-known films.
--
-- Binds: release_id, taste_dimension, genres, tags, limit
-- Rows: name, profile_mean; one a name that some film has
-- Index: movies_rN_popular_idx
select named.name, avg(cast(film.profile_vector as vector(:taste_dimension))) as profile_mean
from (
    select 'genre' as kind, unnest(cast(:genres as text[])) as name
    union all
    select 'tag', unnest(cast(:tags as text[]))
) as named
cross join lateral (
    select profile_vector
    from movies
    where release_id = :release_id
        and profile_vector is not null
        and array[named.name] <@ case named.kind when 'genre' then genres else tags end
    order by rating_count desc, movie_id
    limit :limit
) as film
group by named.kind, named.name
order by named.kind, named.name
