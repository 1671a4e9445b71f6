-- Films that suit several people together: the best of (1 − fairness) × mean + fairness × least.
--
-- Binds: release_id, filters, excluded_movie_ids, age, most_too_old, least_runtime,
--   taste_dimension, text_dimension, taste_vectors, evidence_vectors, residual_vectors, near_vectors,
--   planned_people, planned_films, planned_weight, watchlist_film_ids, watchlists_first, exact,
--   stars_weight, rating_coefficient, rating_support,
--   head_films, reach, candidates, fairness, query_vector, excluded_vector, text_weight,
--   excluded_weight, tag_weights, kind_names, kind_weights, wish_weight, wished_tags, wished_kinds,
--   age_weight, rating_wish, popularity_wish, year_wish, limit
-- Rows: the card, score (higher is better), mean and least satisfaction (null where nobody has a
--   taste), wish (how much of the wishes it has), closeness (of the words, 0 to 1 among the films
--   compared; null without words), on_watchlist, rating_bias, and in the order of the people's
--   vectors: satisfactions, scores, evidences, residuals
-- Index: movies_rN_taste_idx for head and near, movies_rN_text_vector_idx (hnsw) for
--   text_candidates, movies_rN_pkey for found
--
-- The utility of a film for a person is its score, as a share of the strongest score that any film of
-- the pool has for the person, plus stars_weight times the predicted stars above what the person
-- usually gives; satisfaction is utility as a share of the largest that any film of the pool has.
-- The pool holds the films nearest to each person's vector and to the mean of these vectors
-- ("near_vectors"), so it has the best film of each person, and films that are second to all; beside
-- them the films that have what is wished for, and those of the watchlists. For the films of the
-- pool all numbers are exact.
with people as materialized (
    select cast(person as integer) as person,
        cast(taste as vector(:taste_dimension)) as taste,
        cast(evidence as vector(:taste_dimension)) as evidence,
        cast(residual as vector(:taste_dimension)) as residual
    from unnest(:taste_vectors, :evidence_vectors, :residual_vectors)
        with ordinality as given (taste, evidence, residual, person)
), seekers as materialized (
    select seeker,
        cast(cast(vector as vector(:taste_dimension)) as halfvec(:taste_dimension)) as vector
    from unnest(:near_vectors) with ordinality as given (vector, seeker)
), given as materialized (
    select cast(:query_vector as halfvec(:text_dimension)) as query,
        cast(:excluded_vector as halfvec(:text_dimension)) as excluded
), fitting as not materialized (
    select * from movies where
        -- include filters
        and movie_id <> all (:excluded_movie_ids)
        -- A film of unknown length passes, which most are where no data set told lengths.
        and (cast(:least_runtime as integer) is null or runtime is null or runtime >= :least_runtime)
        and (cast(:age as integer) is null or
            -- include too_old
            <= :most_too_old)
), likely as materialized (
    select seeker, near.movie_id, near.distance
    from seekers
    cross join lateral (
        with taste as materialized (
            select seekers.vector as vector where not :exact
        ),
        -- include near_by_taste
        select movie_id, distance from near
    ) as near
), passing as materialized (
    -- One by one through the primary key: the planner expects more films than there are.
    select likely.movie_id
    from (select distinct movie_id from likely) as likely
    cross join lateral (
        select from fitting where fitting.movie_id = likely.movie_id offset 0
    ) as passed
), found as materialized (
    select movie_id
    from (
        select movie_id, row_number() over (partition by seeker order by distance) as place
        from likely
        join passing using (movie_id)
    ) as placed
    where place <= :candidates
    group by movie_id
), every as materialized (
    select movie_id, cast(match_vector as halfvec(:taste_dimension)) as vector
    from fitting
    where match_vector is not null and cardinality(:near_vectors) > 0
        and (:exact or (select count(*) from found) < :candidates)
), whole as materialized (
    select nearest.movie_id
    from seekers
    cross join lateral (
        select movie_id from every order by every.vector <#> seekers.vector limit :candidates
    ) as nearest
), text_candidates as materialized (
    select movie_id
    from fitting
    where :text_weight > 0
    order by cast(text_vector as halfvec(:text_dimension)) <=> (select query from given)
    limit :candidates
), wish_candidates as materialized (
    select movie_id
    from fitting
    where relevant_tags && :wished_tags or genres && :wished_kinds or countries && :wished_kinds
    order by (
        -- include wishes
    ) desc, rating_count desc, movie_id
    limit :candidates
), popular_candidates as materialized (
    -- Where nobody has a taste, what is good and well known is all that there is to go by.
    select movie_id
    from fitting
    where cardinality(:taste_vectors) = 0
    order by :rating_wish * coalesce(rating_bias, 0) + :popularity_wish * power(greatest(popularity, 0.7), 4) desc, movie_id
    limit :candidates
), pool as materialized (
    select movie_id from found
    union select movie_id from whole
    union select movie_id from text_candidates
    union select movie_id from wish_candidates
    union select movie_id from popular_candidates
    union select movie_id from fitting where film_id = any(:watchlist_film_ids)
), films as materialized (
    select movies.*
    from pool
    cross join lateral (
        select movie_id, film_id, match_vector, profile_vector, text_vector, tag_relevance, genres,
            countries, rating_bias, popularity, year, minimum_age, certificate
        from fitting where fitting.movie_id = pool.movie_id offset 0
    ) as movies
), scored as materialized (
    -- A planned film's own contribution is subtracted, or it would rank itself first.
    select films.movie_id, people.person,
        -(cast(match_vector as vector(:taste_dimension)) <#> people.taste)
        - case when planned.film_id is not null
            then :planned_weight * -(profile_vector <#> match_vector) else 0 end as score,
        -- As embeddings.learning.predicted has it; somebody alone is asked for the score only.
        case when :stars_weight > 0
            then coalesce(rating_bias, 0) + :rating_coefficient * coalesce(
                -(cast(match_vector as vector(:taste_dimension)) <#> people.residual)
                / nullif(abs(cast(match_vector as vector(:taste_dimension)) <#> people.evidence)
                    + :rating_support, 0), 0)
            else 0 end as stars_above
    from films
    cross join people
    left join unnest(:planned_people, :planned_films) as planned (person, film_id)
        on planned.person = people.person and planned.film_id = films.film_id
    where match_vector is not null
), liked as (
    select movie_id, person, score,
        score / nullif(max(abs(score)) over (partition by person), 0)
        + :stars_weight * stars_above as liking
    from scored
), shared as (
    select movie_id, person, score,
        liking / nullif(max(abs(liking)) over (partition by person), 0) as satisfaction
    from liked
), together as materialized (
    select movie_id, avg(satisfaction) as mean, min(satisfaction) as least,
        array_agg(satisfaction order by person) as satisfactions,
        array_agg(score order by person) as scores
    from shared
    group by movie_id
), measured as materialized (
    select films.*, mean, least, satisfactions, scores,
        (
            -- include wishes
        ) as wish,
        1 - (cast(text_vector as halfvec(:text_dimension)) <=> (select query from given))
            as similarity,
        coalesce(film_id = any(:watchlist_film_ids), false) as on_watchlist
    from films
    left join together using (movie_id)
), spread as (
    select min(similarity) as least, nullif(max(similarity) - min(similarity), 0) as width
    from measured
), weighed as (
    select measured.*, (similarity - spread.least) / spread.width as closeness,
        -- A film that was never compared with a taste suits nobody.
        (1 - :fairness) * coalesce(measured.mean, 0) + :fairness * coalesce(measured.least, 0)
        + :wish_weight * wish
        + :text_weight * coalesce((similarity - spread.least) / spread.width, 0)
        - :excluded_weight * greatest(coalesce(1 - (cast(text_vector as halfvec(:text_dimension))
            <=> (select excluded from given)), 0), 0)
        - :age_weight * (
            -- include too_old
        )
        + :rating_wish * coalesce(rating_bias, 0)
        + :popularity_wish * power(greatest(popularity, 0.7), 4)
        + :year_wish * coalesce(greatest(year, 1945) - 1990, 0) / 40.0 as score
    from measured
    cross join spread
), page as materialized (
    select *
    from weighed
    order by :watchlists_first and on_watchlist desc, score desc, movie_id
    limit :limit
)
select cards.*, page.score, page.mean, page.least, page.wish, page.closeness, page.on_watchlist,
    page.satisfactions, page.scores, page.rating_bias,
    array(
        select -(cast(page.match_vector as vector(:taste_dimension)) <#> people.evidence)
        from people order by person
    ) as evidences,
    array(
        select -(cast(page.match_vector as vector(:taste_dimension)) <#> people.residual)
        from people order by person
    ) as residuals
from page
join cards on cards.release_id = :release_id and cards.movie_id = page.movie_id
order by :watchlists_first and page.on_watchlist desc, page.score desc, page.movie_id
