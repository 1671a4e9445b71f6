-- Films nearest to a query: text vectors of films and of plot sentences, weighted words,
-- and films that the query names, fused.
--
-- Binds: release_id, text_dimension, query_vector, excluded_vector, words, word_weights,
--   finders, named_ids, named_scores, unwanted_ids, hinted_genres, hinted_year_min,
--   hinted_year_max, genres, exclude_genres, countries, exclude_countries, languages,
--   exclude_languages, year_min, year_max, exact, candidates,
--   sentence_weight, plotless_share, word_weight, excluded_weight, popularity_weight,
--   hint_weight, limit, offset
-- Rows: the movie's columns, score (higher is better), similarity (cosine),
--   sentence_similarity (cosine), coverage (weighted share of the words), best_fit
--   (the largest of greatest(similarity, sentence_similarity) among all that were
--   ranked), best_coverage, why_kind and why_text
-- Index: movies_rN_text_vector_idx (hnsw) for nearest, sentences_rN_text_vector_idx (hnsw)
--   for told, movies_rN_fts_idx (gin) for matching; movies_rN_countries_idx, movies_rN_languages_idx
--   (gin) where such a filter leaves few
--
-- Distances stand alone in ORDER BY, else the vector index is not used; weights are
-- applied outside, on the few hundred candidates. Where a filter leaves few films, exact has
-- those read and sorted: the first key of the order keeps the index out, and where exact is
-- false it is a constant that the planner drops. Else the walk through the index goes on
-- (hnsw.iterative_scan) until there are enough. Beyond the candidates a list
-- goes on in the exact order of distance, so that pages are full to the last film.
-- "fitting" is folded into each statement that reads it, so that every one of them still finds
-- its own index.
with fitting as not materialized (
    select *
    from movies
    where release_id = :release_id
        and genres @> :genres
        and not genres && :exclude_genres
        and (countries && :countries or cardinality(:countries) = 0)
        and not countries && :exclude_countries
        and (languages && :languages or cardinality(:languages) = 0)
        and not languages && :exclude_languages
        and (cast(:year_min as integer) is null or year >= :year_min)
        and (cast(:year_max as integer) is null or year <= :year_max)
), terms_asked as materialized (
    select phraseto_tsquery('english', fold(word)) as term, place,
        weight / sum(weight) over () as weight
    from unnest(cast(:words as text[]), cast(:word_weights as float[]))
        with ordinality as given (word, weight, place)
    where numnode(phraseto_tsquery('english', fold(word))) > 0
), named as materialized (
    select movie_id, max(named_score) as named_score
    from unnest(cast(:named_ids as integer[]), cast(:named_scores as float[]))
        as given (movie_id, named_score)
    group by movie_id
), nearest as materialized (
    select movie_id
    from fitting
    order by case when :exact then movie_id * 0 end,
        cast(text_vector as halfvec(:text_dimension))
        <=> cast(:query_vector as halfvec(:text_dimension))
    limit :candidates
), told as materialized (
    select sentences.movie_id
    from sentences
    join fitting on fitting.movie_id = sentences.movie_id
    where sentences.release_id = :release_id
    order by case when :exact then sentences.movie_id * 0 end,
        cast(sentences.text_vector as halfvec(:text_dimension))
        <=> cast(:query_vector as halfvec(:text_dimension))
    limit :candidates
), matching as materialized (
    select movie_id
    from terms_asked
    join fitting on fts @@ term
    where place <= :finders
    group by movie_id
    order by sum(weight) desc, min(-rating_count), movie_id
    limit :candidates
), pool as materialized (
    select movie_id from nearest
    union select movie_id from told
    union select movie_id from matching
    union select movie_id from named
), beyond as materialized (
    -- Exact, and only for far pages or where the index gave too few.
    select movie_id, row_number() over (order by distance, movie_id) as place
    from (
        select movie_id,
            cast(text_vector as halfvec(:text_dimension))
                <=> cast(:query_vector as halfvec(:text_dimension)) as distance
        from fitting
        where :offset + :limit > :candidates or (select count(*) from nearest) < :candidates
        offset 0
    ) as walked
    order by distance, movie_id
    limit greatest(:candidates, :offset + :limit)
), candidates as materialized (
    select movie_id, place, coalesce(named_score, 0) as named_score,
        pool.movie_id is not null
            or (select count(*) from nearest) < :candidates and place <= :candidates as ranked
    from pool
    full join beyond using (movie_id)
    left join named using (movie_id)
), measured as materialized (
    select movies.movie_id, rating_count,
        1 - (cast(text_vector as halfvec(:text_dimension))
            <=> cast(:query_vector as halfvec(:text_dimension))) as similarity,
        (
            select 1 - min(cast(sentences.text_vector as halfvec(:text_dimension))
                <=> cast(:query_vector as halfvec(:text_dimension)))
            from sentences
            where sentences.release_id = :release_id and sentences.movie_id = movies.movie_id
        ) as sentence_similarity,
        (
            select coalesce(sum(weight), 0)
            from terms_asked
            where fts @@ term
        ) as coverage,
        coalesce(1 - (cast(text_vector as halfvec(:text_dimension))
            <=> cast(:excluded_vector as halfvec(:text_dimension))), 0) as excluded_similarity,
        -- The share of the remembered genres that the film has, less 1 where it is of other years.
        (
            select coalesce(avg(cast(genre = any(genres) as integer)), 0)
            from unnest(cast(:hinted_genres as text[])) as hinted (genre)
        ) - coalesce(
            cast(year not between :hinted_year_min and :hinted_year_max as integer), 0
        ) as hinted,
        named_score,
        place,
        ranked
    from candidates
    -- One by one through the primary key: the planner takes the candidates for many more than
    -- they are, and would read all films instead.
    cross join lateral (
        select * from fitting where fitting.movie_id = candidates.movie_id offset 0
    ) as movies
), scored as (
    select *,
        -- A film without a plot is judged by what else is known of it.
        similarity
        + :sentence_weight * coalesce(sentence_similarity, :plotless_share * similarity)
        + :word_weight * coverage
        + :popularity_weight * ln(1 + rating_count)
        + :hint_weight * hinted
        + named_score
        - :excluded_weight * greatest(excluded_similarity, 0)
        - case when movie_id = any(:unwanted_ids) then 1 else 0 end as weighed
    from measured
), ordered as (
    select *,
        case
            when ranked then weighed
            else min(weighed) filter (where ranked) over () - 0.000001 * place
        end as score,
        max(greatest(similarity, sentence_similarity)) over () as best_fit,
        max(coverage) over () as best_coverage
    from scored
), page as materialized (
    select * from ordered
    order by score desc, movie_id
    limit :limit offset :offset
)
select page.movie_id, title, original_title, year, genres, tags, plot,
    movies.rating_count, rating_mean, imdb_id, tmdb_id, score, page.similarity,
    sentence_similarity, coverage, best_fit, best_coverage,
    case
        when sentence.text is null then term.kind
        -- A short name is nearer to a short query than a sentence can be.
        when term.nearness > sentence.nearness + 0.1 then term.kind
        else 'plot'
    end as why_kind,
    case
        when sentence.text is null or term.nearness > sentence.nearness + 0.1 then term.name
        else sentence.text
    end as why_text
from page
join movies on movies.release_id = :release_id and movies.movie_id = page.movie_id
-- The film's own genre or tag that is nearest to the query.
left join lateral (
    select kind, name,
        1 - (cast(terms.text_vector as halfvec(:text_dimension))
            <=> cast(:query_vector as halfvec(:text_dimension))) as nearness
    from terms
    where terms.release_id = :release_id
        and ((kind = 'genre' and name = any(genres)) or (kind = 'tag' and name = any(tags)))
    order by nearness desc
    limit 1
) term on true
-- The plot's sentence that is nearest to it, and has its words.
left join lateral (
    select sentences.sentence as text, nearness
    from sentences
    cross join lateral (
        select to_tsvector('english', fold(sentences.sentence)) as lexemes offset 0
    ) as parsed
    cross join lateral (
        select 1 - (cast(sentences.text_vector as halfvec(:text_dimension))
            <=> cast(:query_vector as halfvec(:text_dimension)))
            + coalesce((
                select sum(weight) from terms_asked
                where lexemes @@ term
            ), 0) as nearness
    ) as near
    where sentences.release_id = :release_id and sentences.movie_id = page.movie_id
    order by nearness desc
    limit 1
) sentence on true
order by score desc, page.movie_id
