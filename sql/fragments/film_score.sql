-- The score of a row of movies for a query, less what its sentences, a title match and terms add.
--
-- The row has similarity, and coverage, title_coverage and tag_coverage of the query's words.
:text_weight * similarity
+ :word_weight * coverage
+ :title_word_weight * title_coverage
+ :tag_word_weight * tag_coverage
+ :wish_weight * (
    -- include wishes
)
- :age_weight * (
    -- include too_old
)
+ :rating_wish * coalesce(rating_bias, 0)
-- Three films in ten are known to many people, and only among these does it matter how many:
-- "hidden gem" asks for none of the best known, and not for the least known.
+ :popularity_wish * power(greatest(popularity, 0.7), 4)
-- Who asks for an old film means none of the first there were: from 1945 back all are as old.
+ :year_wish * coalesce(greatest(year, 1945) - 1990, 0) / 40.0
+ :popularity_weight * ln(1 + rating_count)
-- Share of the hinted genres.
+ :hint_weight * (case when cardinality(cast(:hinted_genres as text[])) = 0 then 0 else (
    select avg(cast(genre = any(genres) as integer))
    from unnest(cast(:hinted_genres as text[])) as hinted (genre)
) end)
-- How well the year agrees with the years that are mentioned; the first number is that of 1870.
+ coalesce((cast(:year_scores as float[]))[year - 1869], 0)
+ :origin_weight * (coalesce(cast(countries[1] = any(:main_countries) as integer), 0)
    + coalesce(cast(languages[1] = any(:main_languages) as integer), 0))
- :excluded_weight * greatest(coalesce(1 - (cast(text_vector as halfvec(:text_dimension))
    <=> (select excluded from given)), 0), 0)
- case when movie_id = any(:excluded_movie_ids) then 1 else 0 end
