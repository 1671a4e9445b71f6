-- The scores of some films for a person, with the parts of their predicted ratings.
--
-- Binds: release_id, movie_ids, taste_dimension, taste_vector, preference_vector,
--   evidence_vector, residual_vector, planned_film_ids, planned_weight
-- Rows: the card, score, preference_score, rating_bias, evidence, residual
-- Index: movies_rN_pkey
select cards.*, movies.rating_bias,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:taste_vector as vector(:taste_dimension)))
    - case when movies.film_id = any(:planned_film_ids)
        then :planned_weight * -(profile_vector <#> match_vector) else 0 end as score,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:preference_vector as vector(:taste_dimension))) as preference_score,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:evidence_vector as vector(:taste_dimension))) as evidence,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:residual_vector as vector(:taste_dimension))) as residual
from movies
join cards using (release_id, movie_id)
where movies.release_id = :release_id and movies.movie_id = any(:movie_ids)
