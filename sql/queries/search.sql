-- Films nearest to a query: text vectors, full text and exact titles, fused.
--
-- Binds: release_id, text_dimension, query_vector, query_text, title_key, genres,
--   exclude_genres, year_min, year_max, candidates, text_weight, title_weight,
--   popularity_weight, limit, offset
-- Rows: the movie's columns, score (higher is better), similarity (cosine),
--   why_kind and why_text
-- Index: movies_rN_text_vector_idx (hnsw) for nearest, movies_rN_fts_idx (gin) for
--   matching, movies_rN_title_keys_idx (gin) for titled
--
-- Distances stand alone in ORDER BY, else the vector index is not used; weights are
-- applied outside, on the few hundred candidates. A filter that leaves few rows makes
-- the planner read those and sort them exactly; a wide one makes it walk the index,
-- which goes on (hnsw.iterative_scan) until there are enough.
with words as (
    -- Any of the words; the last one also as the beginning of a word in a title, since
    -- it may still be typed.
    select cast(replace(cast(plainto_tsquery('english', fold(:query_text)) as text), '&', '|')
            as tsquery)
        || coalesce(
            to_tsquery('simple', substring(fold(:query_text) from '([a-z0-9]{3,})$') || ':*A'),
            cast('' as tsquery)
        ) as any_word
), nearest as materialized (
    select movie_id
    from movies
    where release_id = :release_id
        and genres @> :genres
        and not genres && :exclude_genres
        and (cast(:year_min as integer) is null or year >= :year_min)
        and (cast(:year_max as integer) is null or year <= :year_max)
    order by cast(text_vector as halfvec(:text_dimension))
        <=> cast(:query_vector as halfvec(:text_dimension))
    limit :candidates
), matching as materialized (
    select movie_id
    from movies, words
    where release_id = :release_id
        and fts @@ any_word
        and genres @> :genres
        and not genres && :exclude_genres
        and (cast(:year_min as integer) is null or year >= :year_min)
        and (cast(:year_max as integer) is null or year <= :year_max)
    order by ts_rank('{0.1, 0.5, 0.5, 0.5}', fts, any_word, 1) desc, movie_id
    limit :candidates
), titled as materialized (
    select movie_id
    from movies
    where release_id = :release_id
        and title_keys @> array[cast(:title_key as text)]
        and genres @> :genres
        and not genres && :exclude_genres
        and (cast(:year_min as integer) is null or year >= :year_min)
        and (cast(:year_max as integer) is null or year <= :year_max)
), candidates as (
    select movie_id from nearest
    union select movie_id from matching
    union select movie_id from titled
), measured as materialized (
    select movies.*,
        1 - (cast(text_vector as halfvec(:text_dimension))
            <=> cast(:query_vector as halfvec(:text_dimension))) as similarity,
        -- A word counts the same in title, tags and plot: a title that happens to share
        -- one word with the query must not outrank the film that is described.
        ts_rank('{0.1, 0.5, 0.5, 0.5}', fts, any_word, 1) as word_rank,
        movie_id in (select movie_id from titled) as exact_title
    from movies join candidates using (movie_id), words
    where release_id = :release_id
), scored as (
    select *,
        similarity
        + :text_weight * coalesce(word_rank / nullif(max(word_rank) over (), 0), 0)
        + :popularity_weight * ln(1 + rating_count)
        + case when exact_title then cast(:title_weight as float) else 0 end as score
    from measured
), page as (
    select * from scored
    order by score desc, movie_id
    limit :limit offset :offset
)
select page.movie_id, title, original_title, year, genres, tags, plot,
    rating_count, rating_mean, imdb_id, tmdb_id, score, similarity,
    case
        when exact_title then 'title'
        when term.distance < 0.5 and coalesce(sentence.words_met, 0) < 2 then term.kind
        when sentence.text is not null then 'plot'
        else term.kind
    end as why_kind,
    case
        when exact_title then title
        when term.distance < 0.5 and coalesce(sentence.words_met, 0) < 2 then term.name
        else coalesce(sentence.text, term.name)
    end as why_text
from page
cross join words
-- The film's own genre or tag that is nearest to the query. Farther off it explains
-- nothing, and a sentence of the plot says more.
left join lateral (
    select kind, name,
        cast(terms.text_vector as halfvec(:text_dimension))
            <=> cast(:query_vector as halfvec(:text_dimension)) as distance
    from terms
    where terms.release_id = :release_id
        and ((kind = 'genre' and name = any(genres)) or (kind = 'tag' and name = any(tags)))
    order by distance
    limit 1
) term on true
-- The plot's sentence that has most of the query's words.
left join lateral (
    select trim(sentence) as text,
        (
            select count(*)
            from unnest(tsvector_to_array(to_tsvector('english', fold(sentence)))) as lexeme
            where lexeme = any(
                tsvector_to_array(to_tsvector('english', fold(:query_text))))
        ) as words_met
    from regexp_split_to_table(plot, '(?<=[.!?])\s+(?=[[:upper:]"“''])')
        with ordinality as split (sentence, place)
    order by words_met desc, place
    limit 1
) sentence on true
order by score desc, page.movie_id
