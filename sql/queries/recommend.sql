-- Films that suit a person: the largest inner products of user vector and match vectors.
--
-- Binds: release_id, filters, taste_dimension, taste_vector, preference_vector,
--   evidence_vector, residual_vector, planned_film_ids, planned_weight, exact, head_films,
--   reach, candidates, familiarity, limit, offset
-- Rows: the card, score (higher is better; the inner product itself), preference_score (the
--   part of it that comes from stated preferences, not from marks), and the parts of the
--   predicted rating: rating_bias, evidence, residual
-- Index: movies_rN_taste_idx for head and near, movies_rN_pkey for passing and nearest
--
-- The nearest films of the whole release are found first, more of them than are asked for ("reach"),
-- and then those are left out that the filters or the person's marks exclude. Where too few are left,
-- all films that pass are compared ("whole"); exact asks for that at once, where the filters leave
-- few films. A planned film's own contribution is subtracted, or it would rank itself first.
with taste as materialized (
    select cast(cast(:taste_vector as vector(:taste_dimension)) as halfvec(:taste_dimension))
        as vector
    where not :exact
), fitting as not materialized (
    select movie_id, cast(match_vector as halfvec(:taste_dimension))
        <#> cast(:taste_vector as halfvec(:taste_dimension)) as distance
    from movies
    where match_vector is not null and
        -- include filters
),
-- include near_by_taste
, passing as materialized (
    -- By an array, which one scan of the primary key finds.
    select movie_id from fitting where movie_id = any(array(select movie_id from near))
), found as materialized (
    select movie_id, distance
    from near
    join passing using (movie_id)
    order by distance
    limit :candidates
), whole as materialized (
    select movie_id, distance
    from (
        select movie_id, distance
        from fitting
        where :exact or (
            (select count(*) from found) < :candidates and (select count(*) from near) >= :reach
        )
        offset 0
    ) as compared
    order by distance
    limit :candidates
), nearest as materialized (
    select movie_id, rating_count, rating_bias, match_vector,
        -(cast(match_vector as vector(:taste_dimension))
            <#> cast(:taste_vector as vector(:taste_dimension)))
        - case when film_id = any(:planned_film_ids)
            then :planned_weight * -(profile_vector <#> match_vector) else 0 end as score,
        -(cast(match_vector as vector(:taste_dimension))
            <#> cast(:evidence_vector as vector(:taste_dimension))) as evidence
    from movies
    where release_id = :release_id and movie_id = any(array(
        select movie_id
        from (select movie_id, distance from found union select movie_id, distance from whole)
        order by distance
        limit :candidates
    ))
), spread as (
    select coalesce(nullif(stddev_pop(score), 0), 1) as score,
        coalesce(nullif(stddev_pop(evidence), 0), 1) as evidence
    from nearest
), page as (
    -- A familiar film is one that many know and that is near to what the person knows, both in
    -- units of the candidates' own spread. Above zero, familiarity moves such films up; below
    -- zero, down. The familiarity of the first films grows with the bind, since they maximise
    -- score plus bind times familiarity.
    select nearest.*, nearest.score / spread.score
        + :familiarity * (ln(1 + rating_count) + nearest.evidence / spread.evidence) as rank_score
    from nearest
    cross join spread
    order by rank_score desc, movie_id
    limit :limit offset :offset
)
select cards.*, page.score, page.rating_bias, page.evidence,
    -(cast(page.match_vector as vector(:taste_dimension))
        <#> cast(:preference_vector as vector(:taste_dimension))) as preference_score,
    -(cast(page.match_vector as vector(:taste_dimension))
        <#> cast(:residual_vector as vector(:taste_dimension))) as residual
from page
join cards using (movie_id)
where cards.release_id = :release_id
order by page.rank_score desc, movie_id
