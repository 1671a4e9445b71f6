-- The films with the largest inner products with the vector of "taste", as "near" of movie_id and
-- distance (lower is better), at most reach of them; exact, whatever the vectors are.
--
-- The head_films longest match vectors are compared first. By Cauchy and Schwarz no inner product is
-- larger than the product of both lengths, so what is shorter than "bound" cannot come before the
-- last film that was found so far, and is not read. Everything that this reads is in the index
-- movies_rN_taste_idx, which has a row of movies in a tenth of its size.
head as materialized (
    select movie_id, match_vector <#> (select vector from taste) as distance,
        l2_norm(match_vector) as length
    from movies
    where release_id = :release_id and match_vector is not null
        and (select vector from taste) is not null
    order by l2_norm(match_vector) desc
    -- A head that is shorter than the list gives no bound, and one little longer a loose one.
    limit greatest(:head_films, 2 * :reach)
), bound as materialized (
    -- A thousandth less, since half precision rounds.
    select min(length) as most,
        coalesce(
            -0.999 * (select distance from head order by distance offset :reach - 1 limit 1)
                / nullif((select l2_norm(vector) from taste), 0),
            0
        ) as least
    from head
), near as materialized (
    select movie_id, distance from head
    union all
    select movie_id, match_vector <#> (select vector from taste)
    from movies
    where release_id = :release_id and match_vector is not null
        and l2_norm(match_vector) <= (select most from bound)
        and l2_norm(match_vector) >= (select least from bound)
        -- Of the vectors as long as the shortest of the head some are in it.
        and movie_id <> all(
            array(select movie_id from head where length = (select most from bound))
        )
    order by distance
    limit :reach
)
