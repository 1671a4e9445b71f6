-- A person's marks under a release, summed by kind of mark and stars: at most twelve rows.
--
-- Binds: release_id, user_id, taste_dimension
-- Rows: mark (stars, seen or planned), marks, profile_sum, bias_sum, bias_squares
--   and biased_sum (the profiles times the films' rating biases)
-- Index: movies_rN_release_id_film_id_key, ratings_pkey, viewings_user_id_film_id_idx
--
-- A taste vector is a weighted sum in which the weight depends on the stars alone, so the
-- sums by stars are all that has to leave the database, however many the ratings.
select marks.mark, count(*) as marks,
    sum(cast(profile_vector as vector(:taste_dimension))) as profile_sum,
    sum(rating_bias) as bias_sum,
    sum(rating_bias * rating_bias) as bias_squares,
    sum(
        cast(profile_vector as vector(:taste_dimension))
        * cast(array_fill(rating_bias, array[:taste_dimension]) as vector(:taste_dimension))
    ) as biased_sum
from marks
join movies on movies.release_id = :release_id and movies.film_id = marks.film_id
where marks.user_id = :user_id and profile_vector is not null
group by marks.mark
order by marks.mark
