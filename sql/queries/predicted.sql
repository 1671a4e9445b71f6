-- The parts of a person's predicted ratings of some films.
--
-- Binds: release_id, movie_ids, taste_dimension, evidence_vector, residual_vector
-- Rows: movie_id, rating_count, rating_bias, evidence, residual
-- Index: movies_rN_pkey
select movie_id, rating_count, rating_bias,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:evidence_vector as vector(:taste_dimension))) as evidence,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:residual_vector as vector(:taste_dimension))) as residual
from movies
where release_id = :release_id and movie_id = any(:movie_ids) and match_vector is not null
