-- Films nearest to a query: text vectors of films and of plot sentences, weighted words, and
-- films whose title the query may mean, fused.
--
-- Binds: release_id, filters, text_dimension, query_vector, excluded_vector, words,
--   word_weights, finding_words, title_movie_ids, title_scores, excluded_movie_ids,
--   hinted_genres, hinted_year_min, hinted_year_max, exact, candidates, text_weight,
--   sentence_weight, phrase_weight, plotless_share, phraseless_share, word_weight,
--   title_word_weight, tag_word_weight, term_weight, near_terms, least_term_similarity, wish_weight, wished_tags,
--   wished_kinds, kind_names, kind_weights, tag_names, tag_spellings, tag_strengths,
--   tag_directions, tag_intercepts, tag_weights, age, age_weight, rating_wish, popularity_wish,
--   year_wish, excluded_weight, popularity_weight, hint_weight, origin_weight, main_countries,
--   main_languages, name_margin, limit, offset
-- Rows: the card, score (higher is better), similarity (cosine), sentence_similarity (cosine),
--   coverage (weighted share of the words), best_fit (the largest of greatest(similarity,
--   sentence_similarity) among all ranked films), best_coverage, reason_kind and reason_text
-- Index: movies_rN_text_vector_idx (hnsw) for text_candidates, sentences_rN_text_vector_idx
--   (hnsw) for sentence_candidates, movies_rN_fts_idx (gin) for word_candidates;
--   movies_rN_countries_idx, movies_rN_languages_idx (gin) where such a filter leaves few films
--
-- Distances stand alone in ORDER BY, else PostgreSQL does not use the vector index; weights are
-- applied outside, on the few hundred candidates. Where a filter leaves few films, exact has
-- PostgreSQL read and sort those: the first key of the order keeps the index out, and where
-- exact is false the key is a constant that the planner drops. Else the walk through the index
-- goes on (hnsw.iterative_scan) until there are enough films. Beyond the candidates, a list
-- continues in the exact order of distance, so pages are full to the last film. The planner
-- folds "fitting" into each reader, so every reader finds its own index.
with fitting as not materialized (
    select *
    from movies
    where
        -- include filters
), query_words as materialized (
    -- A label after each word of a tsquery confines it to one field of "fts".
    select term, rank, weight / sum(weight) over () as weight,
        cast(regexp_replace(cast(term as text), '(''(?:[^'']|'''')*'')', '\1:A', 'g') as tsquery)
            as title_term,
        cast(regexp_replace(cast(term as text), '(''(?:[^'']|'''')*'')', '\1:B', 'g') as tsquery)
            as tag_term
    from unnest(cast(:words as text[]), cast(:word_weights as float[]))
        with ordinality as given (word, weight, rank)
    cross join lateral (
        select phraseto_tsquery('english', fold(word)) as term offset 0
    ) as parsed
    where numnode(term) > 0
), title_matches as materialized (
    select movie_id, max(title_score) as title_score
    from unnest(cast(:title_movie_ids as integer[]), cast(:title_scores as float[]))
        as given (movie_id, title_score)
    group by movie_id
), text_candidates as materialized (
    select movie_id
    from fitting
    order by case when :exact then movie_id * 0 end,
        cast(text_vector as halfvec(:text_dimension))
        <=> cast(:query_vector as halfvec(:text_dimension))
    limit :candidates
), sentence_candidates as materialized (
    select sentences.movie_id
    from sentences
    join fitting on fitting.movie_id = sentences.movie_id
    where sentences.release_id = :release_id
    order by case when :exact then sentences.movie_id * 0 end,
        cast(sentences.text_vector as halfvec(:text_dimension))
        <=> cast(:query_vector as halfvec(:text_dimension))
    limit :candidates
), word_candidates as materialized (
    select movie_id
    from query_words
    join fitting on fts @@ term
    where rank <= :finding_words
    group by movie_id
    order by sum(weight) desc, min(-rating_count), movie_id
    limit :candidates
), wish_candidates as materialized (
    -- Films that have something of what is wished for, by their tags or by estimate.
    select movie_id
    from fitting
    where relevant_tags && :wished_tags or genres && :wished_kinds or countries && :wished_kinds
    order by :popularity_weight * ln(1 + rating_count) + :wish_weight * (
        -- include wishes
    ) desc, movie_id
    limit :candidates
), popular_candidates as materialized (
    -- Where the query describes nothing, no vector says which films to rank.
    select movie_id
    from fitting
    where :text_weight = 0
    order by rating_count desc, movie_id
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
                <=> cast(:query_vector as halfvec(:text_dimension)) as distance
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
), near_terms as materialized (
    -- Genres and tags that mean what the query says; of distant ones the weight is 0.
    select name, weight / nullif(sum(weight) over (), 0) as weight
    from (
        select name, power(greatest(1 - distance - :least_term_similarity, 0), 1.5) as weight
        from (
            select name, cast(text_vector as halfvec(:text_dimension))
                <=> cast(:query_vector as halfvec(:text_dimension)) as distance
            from terms
            where terms.release_id = :release_id
            order by distance
            limit :near_terms
        ) as nearest
    ) as weighted
    where weight > 0
), measured as materialized (
    select movies.movie_id, rating_count,
        1 - (cast(text_vector as halfvec(:text_dimension))
            <=> cast(:query_vector as halfvec(:text_dimension))) as similarity,
        nearest_sentence.plot_similarity,
        nearest_sentence.phrase_similarity,
        covered.*,
        (
            select coalesce(sum(weight), 0)
            from near_terms
            where name = any(tags) or name = any(genres)
        ) as term_share,
        -- include wishes
        as wished,
        rating_bias,
        popularity,
        year,
        -- Whether the film is for older people than those who watch, as far as is known.
        case
            when cast(:age as integer) is null then 0
            when minimum_age is not null then least(greatest(minimum_age - :age, 0) / 3.0, 1)
            when certificate in ('G', 'TV-G', 'TV-Y', 'TV-Y7') then 0
            when certificate in ('PG', 'TV-PG') then case when :age < 8 then 0.3 else 0 end
            when certificate = 'PG-13' then case when :age < 12 then 1 else 0 end
            when certificate is null and genres && array['Children'] then 0.1
            when certificate is null then 0.6
            else case when :age < 16 then 1 else 0 end
        end as too_old,
        coalesce(1 - (cast(text_vector as halfvec(:text_dimension))
            <=> cast(:excluded_vector as halfvec(:text_dimension))), 0) as excluded_similarity,
        -- The share of the hinted genres that the film has, less 1 where its year is another.
        (
            select coalesce(avg(cast(genre = any(genres) as integer)), 0)
            from unnest(cast(:hinted_genres as text[])) as hinted (genre)
        ) - coalesce(
            cast(year not between :hinted_year_min and :hinted_year_max as integer), 0
        ) as hinted,
        -- Whether the film is mainly of a country, and mainly in a language, that is asked for.
        coalesce(cast(countries[1] = any(:main_countries) as integer), 0)
        + coalesce(cast(languages[1] = any(:main_languages) as integer), 0) as main_origins,
        title_score,
        rank,
        ranked
    from candidates
    -- Films are read one by one through the primary key: the planner expects many more
    -- candidates than there are, and would read all films instead.
    cross join lateral (
        select * from fitting where fitting.movie_id = candidates.movie_id offset 0
    ) as movies
    cross join lateral (
        select
            1 - min(distance) filter (where kind = 'plot') as plot_similarity,
            1 - min(distance) filter (where kind = 'phrase') as phrase_similarity
        from (
            select kind, cast(sentences.text_vector as halfvec(:text_dimension))
                <=> cast(:query_vector as halfvec(:text_dimension)) as distance
            from sentences
            where sentences.release_id = :release_id and sentences.movie_id = movies.movie_id
            offset 0
        ) as compared
    ) as nearest_sentence
    cross join lateral (
        -- The weighted share of the query's words in any field, in titles, in tags and genres.
        select
            coalesce(sum(weight) filter (where fts @@ term), 0) as coverage,
            coalesce(sum(weight) filter (where fts @@ title_term), 0) as title_coverage,
            coalesce(sum(weight) filter (where fts @@ tag_term), 0) as tag_coverage
        from query_words
    ) as covered
), scored as (
    select *,
        greatest(plot_similarity, phrase_similarity) as sentence_similarity,
        -- A film without a plot, or phrases, counts a share of its own similarity for them.
        :text_weight * (
            similarity
            + :sentence_weight * coalesce(greatest(plot_similarity, phrase_similarity),
                :plotless_share * similarity)
            + :phrase_weight * coalesce(phrase_similarity, :phraseless_share * similarity)
        )
        + :word_weight * coverage
        + :title_word_weight * title_coverage
        + :tag_word_weight * tag_coverage
        + :term_weight * term_share
        + :wish_weight * wished
        - :age_weight * too_old
        + :rating_wish * coalesce(rating_bias, 0)
        + :popularity_wish * popularity
        + :year_wish * coalesce(year - 1990, 0) / 40.0
        + :popularity_weight * ln(1 + rating_count)
        + :hint_weight * hinted
        + :origin_weight * main_origins
        + title_score
        - :excluded_weight * greatest(excluded_similarity, 0)
        - case when movie_id = any(:excluded_movie_ids) then 1 else 0 end as fused_score
    from measured
), ordered as (
    select *,
        case
            when ranked then fused_score
            else min(fused_score) filter (where ranked) over () - 0.000001 * rank
        end as score,
        max(greatest(similarity, sentence_similarity)) over () as best_fit,
        max(coverage) over () as best_coverage
    from scored
), page as materialized (
    select * from ordered
    order by score desc, movie_id
    limit :limit offset :offset
)
select cards.*, page.score, page.similarity, page.sentence_similarity, page.coverage,
    page.best_fit, page.best_coverage,
    case
        when sentence.text is null then term.kind
        -- A short name is nearer to a short query than a sentence can be.
        when term.similarity > sentence.fit + :name_margin then term.kind
        else 'plot'
    end as reason_kind,
    case
        when sentence.text is null or term.similarity > sentence.fit + :name_margin then term.name
        else sentence.text
    end as reason_text
from page
join cards on cards.release_id = :release_id and cards.movie_id = page.movie_id
-- The film's own genre or tag that is nearest to the query.
left join lateral (
    select kind, name,
        1 - (cast(terms.text_vector as halfvec(:text_dimension))
            <=> cast(:query_vector as halfvec(:text_dimension))) as similarity
    from terms
    where terms.release_id = :release_id
        and (
            (kind = 'genre' and name = any(cards.genres))
            or (kind = 'tag' and name = any(cards.tags))
        )
    order by similarity desc
    limit 1
) term on true
-- The plot's sentence that is nearest to the query and has its words.
left join lateral (
    select sentences.sentence as text, fit
    from sentences
    cross join lateral (
        select to_tsvector('english', fold(sentences.sentence)) as lexemes offset 0
    ) as parsed
    cross join lateral (
        select 1 - (cast(sentences.text_vector as halfvec(:text_dimension))
            <=> cast(:query_vector as halfvec(:text_dimension)))
            + coalesce((select sum(weight) from query_words where lexemes @@ term), 0) as fit
    ) as measured_sentence
    where sentences.release_id = :release_id and sentences.movie_id = page.movie_id
        and sentences.kind = 'plot'
    order by fit desc
    limit 1
) sentence on true
order by page.score desc, page.movie_id
