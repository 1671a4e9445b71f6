-- Films that suit a person: the largest inner products of user vector and match vectors.
--
-- Binds: release_id, filters, taste_dimension, taste_vector, preference_vector,
--   evidence_vector, residual_vector, planned_film_ids, planned_weight, exact, head_films,
--   candidates, familiarity, limit, offset
-- Rows: the card, score (higher is better; the inner product itself), preference_score (the
--   part of it that comes from stated preferences, not from marks), and the parts of the
--   predicted rating: rating_bias, evidence, residual
-- Index: movies_rN_match_vector_idx (hnsw) for walked, movies_rN_popular_idx for head,
--   movies_rN_witness_idx for witness
--
-- Excluded films come as a constant, so PostgreSQL hashes them and does not turn the walk
-- through the index into a join. A planned film's own contribution is subtracted, or it would
-- rank itself first.
--
-- Match vectors of well-rated films are a thousand times as long as those of others, and a
-- graph of inner products has hardly a path to a short vector, nor to all of the long ones. So
-- the head_films most rated films are compared exactly beside the walk, and so is one film in
-- fifty, as a witness: where a witness ranks before the 100th film found, the walk has missed
-- others too, and all films are compared. exact asks for that at once, where the filters leave
-- few films and where the head would be the whole release.
with fitting as not materialized (
    select movie_id, film_id, rating_count,
        cast(match_vector as halfvec(:taste_dimension))
            <#> cast(:taste_vector as halfvec(:taste_dimension)) as distance
    from movies
    where match_vector is not null and
        -- include filters
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
        -- Keeps the order outside, for which PostgreSQL would walk the index again.
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
