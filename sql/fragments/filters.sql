-- The films of a release that a list may show: what the request asks for, less the films that
-- the person has rated, seen or hidden. Every statement that lists films includes this block,
-- so a filter works everywhere or nowhere. A filter that is not set is a literal by the time
-- PostgreSQL plans, folds to true and costs nothing. Of a filter that is set sql/prepared.py leaves
-- out what stands before "or", so that its index may be used whatever the values are.
-- Films left out by id are a subquery, which PostgreSQL hashes; a list that is a parameter it searches
-- from its beginning for each film.
release_id = :release_id
and film_id not in (select unnest(:excluded_film_ids))
and (cardinality(:genres) = 0 or genres @> :genres)
and (cardinality(:exclude_genres) = 0 or not genres && :exclude_genres)
and (cardinality(:countries) = 0 or countries && :countries)
and (cardinality(:exclude_countries) = 0 or not countries && :exclude_countries)
and (cardinality(:languages) = 0 or languages && :languages)
and (cardinality(:exclude_languages) = 0 or not languages && :exclude_languages)
-- Of the studios one is enough, and so of the series and the others; a film needs one of each kind.
and (cardinality(:studios) = 0 or collections && :studios)
and (cardinality(:series) = 0 or collections && :series)
and (cardinality(:awards) = 0 or collections && :awards)
and (cardinality(:movements) = 0 or collections && :movements)
and (cardinality(:other_collections) = 0 or collections && :other_collections)
and (cardinality(:exclude_collections) = 0 or not collections && :exclude_collections)
and (cardinality(:exclude_tags) = 0 or not tags && :exclude_tags)
and (cardinality(:moods) = 0 or relevant_tags @> :moods)
and (cardinality(:exclude_moods) = 0 or not relevant_tags && :exclude_moods)
and (cardinality(:people) = 0 or people @> :people)
and (cardinality(:exclude_people) = 0 or not people && :exclude_people)
and (cardinality(:certificates) = 0 or certificate = any(:certificates))
and (cardinality(:exclude_certificates) = 0
    or certificate is null or certificate <> all (:exclude_certificates))
and (cast(:runtime_min as integer) is null or runtime >= :runtime_min)
and (cast(:runtime_max as integer) is null or runtime <= :runtime_max)
and (cast(:year_min as integer) is null or year >= :year_min)
and (cast(:year_max as integer) is null or year <= :year_max)
and (cast(:owned as boolean) is not true
    or film_id in (select film_id from server_films where film_id is not null))
