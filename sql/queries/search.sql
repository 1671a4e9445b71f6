-- Films nearest to a query: text vectors of films and of plot sentences, weighted words, and
-- films whose title the query may mean, fused.
--
-- Binds: release_id, filters, text_dimension, query_vector, excluded_vector, words, word_weights,
--   word_movie_ids, title_movie_ids, title_scores, excluded_movie_ids, hinted_genres, year_scores,
--   exact, candidates, finalists, text_weight, sentence_weight, phrase_weight, plotless_share,
--   phraseless_share, word_weight, title_word_weight, tag_word_weight, term_weight, term_names,
--   term_weights, wish_weight, wished_tags, wished_movie_ids, wished_kinds, kind_names,
--   kind_weights, tag_weights, age, age_weight, rating_wish, popularity_wish, year_wish,
--   excluded_weight, popularity_weight, hint_weight, origin_weight, main_countries, main_languages,
--   limit, offset
-- Rows: the card, score (higher is better), similarity (cosine), sentence_similarity (cosine),
--   coverage (weighted share of the words), best_fit (the largest of greatest(similarity,
--   sentence_similarity) among all ranked films), best_coverage, plot_sentence (the nearest) and
--   plot_fit (its cosine and share of the words)
-- Index: movies_rN_text_vector_idx (hnsw) for text_candidates, sentences_rN_text_vector_idx
--   (hnsw) for sentence_candidates; movies_rN_countries_idx, movies_rN_languages_idx (gin) where
--   such a filter leaves few films
--
-- Distances stand alone in ORDER BY, else PostgreSQL does not use the vector index; weights are
-- applied outside, on the few hundred candidates: "measured" has all of the score but the sentences
-- of films and the most these can add, and only the best of it, "finalists", are compared whole.
-- Where a filter leaves few films, exact has PostgreSQL find those first ("passing") and compare
-- them and their sentences. Else the walk through the index goes on (hnsw.iterative_scan) until
-- there are enough films. Beyond the candidates, a list continues by exact distance, so pages are
-- full to the last film. The planner folds "fitting" into each reader, so every reader finds its
-- own index.
with given as materialized (
    -- PostgreSQL reads a vector's 384 numbers as often as they are written, so they are once.
    select cast(:query_vector as halfvec(:text_dimension)) as query,
        cast(:excluded_vector as halfvec(:text_dimension)) as excluded
), fitting as not materialized (
    select * from movies where
        -- include filters
), query_words as materialized (
    -- A label after each word of a tsquery confines it to one field of "fts".
    select term, weight / sum(weight) over () as weight,
        cast(regexp_replace(cast(term as text), '(''(?:[^'']|'''')*'')', '\1:A', 'g') as tsquery)
            as title_term,
        cast(regexp_replace(cast(term as text), '(''(?:[^'']|'''')*'')', '\1:B', 'g') as tsquery)
            as tag_term
    from unnest(cast(:words as text[]), cast(:word_weights as float[])) as words (word, weight)
    cross join lateral (
        select phraseto_tsquery('english', fold(word)) as term offset 0
    ) as parsed
    where numnode(term) > 0
), title_matches as materialized (
    select movie_id, max(title_score) as title_score
    from unnest(cast(:title_movie_ids as integer[]), cast(:title_scores as float[]))
        as matches (movie_id, title_score)
    group by movie_id
),
-- include near_by_text
, word_candidates as materialized (
    -- Films that have words of the query, those that have most of them first.
    select movie_id
    from unnest(cast(:word_movie_ids as integer[])) with ordinality as having_words (movie_id, place)
    join fitting using (movie_id)
    order by place
    limit :candidates
), wish_candidates as materialized (
    -- Films that have something of what is wished for, by their tags or by estimate. Where no
    -- filter leaves films out, the best for each tag are known: see leading_films.sql.
    select movie_id
    from fitting
    where movie_id = any(:wished_movie_ids) or relevant_tags && :wished_tags
        or genres && :wished_kinds or countries && :wished_kinds
    order by :popularity_weight * ln(1 + rating_count) + :wish_weight * (
        -- include wishes
    ) desc, movie_id
    limit :candidates
), popular_candidates as materialized (
    -- Where the query describes nothing, no vector says which films to rank, but it may say how
    -- good, how well known and how new they should be.
    select movie_id
    from fitting
    where :text_weight = 0
    order by :rating_wish * coalesce(rating_bias, 0) + :popularity_wish * power(greatest(popularity, 0.7), 4)
        + :year_wish * coalesce(greatest(year, 1945) - 1990, 0) / 40.0
        + :popularity_weight * ln(1 + rating_count) desc, movie_id
    limit :candidates
), pool as materialized (
    select movie_id from text_candidates
    union select movie_id from sentence_candidates
    union select movie_id from word_candidates
    union select movie_id from wish_candidates
    union select movie_id from popular_candidates
    union select movie_id from title_matches
), continuation as materialized (
    -- Exact, and only for far pages or where the index gave too few films.
    select movie_id, row_number() over (order by distance, movie_id) as rank
    from (
        select movie_id,
            cast(text_vector as halfvec(:text_dimension))
                <=> (select query from given) as distance
        from fitting
        where :offset + :limit > :candidates or (select count(*) from text_candidates) < :candidates
        offset 0
    ) as compared
    order by distance, movie_id
    limit greatest(:candidates, :offset + :limit)
), candidates as materialized (
    select movie_id, rank, coalesce(title_score, 0) as title_score,
        pool.movie_id is not null
            or (select count(*) from text_candidates) < :candidates and rank <= :candidates
            as ranked
    from pool
    full join continuation using (movie_id)
    left join title_matches using (movie_id)
), measured as materialized (
    select films.movie_id,
        similarity,
        near_sentences.sentence_similarity as near_similarity,
        coverage,
        film_score + candidates.title_score as known_score,
        :text_weight * (
            :sentence_weight * coalesce(near_sentences.sentence_similarity, farthest.least)
            + :phrase_weight * coalesce(near_sentences.phrase_similarity, farthest.least)
        ) as most_of_sentences,
        tags, genres,
        rank,
        ranked
    from (
        -- All that is in a film's own row; what is joined with the candidates is short by that.
        select movie_id, tags, genres, similarity, coverage,
            -- include film_score
            as film_score
        from (
            -- By an array, which one scan of the primary key finds.
            select movie_id, genres, tags, countries, languages, year, rating_count, rating_bias,
                popularity, minimum_age, certificate, fts, text_vector, tag_relevance,
                1 - (cast(text_vector as halfvec(:text_dimension))
                    <=> (select query from given)) as similarity
            from fitting where movie_id = any(array(select movie_id from candidates)) offset 0
        ) as movies
        cross join lateral (
            -- The weighted share of the query's words in any field, in titles, in tags and genres.
            select coalesce(sum(weight), 0) as coverage,
                coalesce(sum(weight) filter (where fts @@ title_term), 0) as title_coverage,
                coalesce(sum(weight) filter (where fts @@ tag_term), 0) as tag_coverage
            from query_words
            where fts @@ term
        ) as covered
        offset 0
    ) as films
    join candidates on candidates.movie_id = films.movie_id
    left join near_sentences on near_sentences.movie_id = candidates.movie_id
    cross join (
        select coalesce(max(least_similarity), 0) as least from near_sentences
    ) as farthest
), placed as (
    select *,
        row_number() over (
            order by ranked desc, known_score + most_of_sentences desc, movie_id
        ) as place,
        (select max(greatest(similarity, near_similarity)) from measured) as best_fit,
        (select max(coverage) from measured) as best_coverage
    from measured
), nearest_sentences as materialized (
    select movie_id,
        1 - min(distance) filter (where kind = 'plot') as plot_similarity,
        1 - min(distance) filter (where kind = 'phrase') as phrase_similarity
    from (
        select movie_id, kind, cast(text_vector as halfvec(:text_dimension))
            <=> (select query from given) as distance
        from sentences
        where release_id = :release_id and movie_id = any(
            array(select movie_id from placed where ranked and place <= :finalists)
        )
        offset 0
    ) as compared
    group by movie_id
), finalists as materialized (
    select placed.movie_id, similarity, coverage, best_fit, best_coverage,
        greatest(plot_similarity, phrase_similarity) as sentence_similarity,
        known_score
        -- A film without a plot, or phrases, counts a share of its own similarity for them.
        + :text_weight * (
            :sentence_weight * coalesce(greatest(plot_similarity, phrase_similarity),
                :plotless_share * similarity)
            + :phrase_weight * coalesce(phrase_similarity, :phraseless_share * similarity)
        )
        + :term_weight * case
            when tags && :term_names or genres && :term_names then (
                select sum(weight)
                from unnest(:term_names, cast(:term_weights as float[])) as near_terms (name, weight)
                where name = any(tags) or name = any(genres)
            )
            else 0
        end as score
    from placed
    left join nearest_sentences on nearest_sentences.movie_id = placed.movie_id
    where ranked and place <= :finalists
), ordered as (
    select movie_id, score, similarity, sentence_similarity, coverage, best_fit, best_coverage
    from finalists
    union all
    -- Behind them stand the other candidates by what is known of them, then films by distance.
    select movie_id,
        (select min(score) from finalists)
            - 0.000001 * case when ranked then place else 10000 + rank end as score,
        similarity, near_similarity, coverage, best_fit, best_coverage
    from placed
    where not ranked or place > :finalists
), page as materialized (
    select * from ordered
    order by score desc, movie_id
    limit :limit offset :offset
), nearest_sentence as materialized (
    -- The plot's sentence that is nearest to the query and has its words.
    select distinct on (movie_id) movie_id, sentence as text, fit
    from (
        select movie_id, sentence, 1 - (cast(text_vector as halfvec(:text_dimension))
            <=> (select query from given))
            + coalesce((select sum(weight) from query_words where fts @@ term), 0) as fit
        from sentences
        where release_id = :release_id and kind = 'plot'
            and movie_id = any(array(select movie_id from page))
    ) as measured_sentences
    order by movie_id, fit desc
)
select cards.*, page.score, page.similarity, page.sentence_similarity, page.coverage,
    page.best_fit, page.best_coverage, sentence.text as plot_sentence, sentence.fit as plot_fit
from page
join cards on cards.release_id = :release_id and cards.movie_id = page.movie_id
    -- The same again, so that one scan finds all of them.
    and cards.movie_id = any(array(select movie_id from page))
left join nearest_sentence as sentence on sentence.movie_id = page.movie_id
order by page.score desc, page.movie_id
