-- The films and the sentences whose text vectors are nearest to the query of "given", among "fitting":
-- "text_candidates", "sentence_candidates", and by film "near_sentences".
--
-- Where exact is true, filters leave few films: these are found once ("passing") and compared with
-- their sentences. Else the indexes movies_rN_text_vector_idx and sentences_rN_text_vector_idx are walked.
-- PostgreSQL plans one of the two, since exact is a literal.
passing as materialized (
    -- What a filter leaves, where that is few: looked for once.
    select movie_id, cast(text_vector as halfvec(:text_dimension))
        <=> (select query from given) as distance
    from fitting
    where :exact
), text_candidates as materialized (
    (
        select movie_id
        from fitting
        where not :exact
        order by cast(text_vector as halfvec(:text_dimension)) <=> (select query from given)
        limit :candidates
    )
    union all
    (select movie_id from passing order by distance limit :candidates)
), sentence_candidates as materialized (
    (
        select sentences.movie_id, sentences.kind,
            cast(sentences.text_vector as halfvec(:text_dimension))
                <=> (select query from given) as distance
        from sentences
        join fitting on fitting.movie_id = sentences.movie_id
        where sentences.release_id = :release_id and not :exact
        order by cast(sentences.text_vector as halfvec(:text_dimension))
            <=> (select query from given)
        limit :candidates
    )
    union all
    (
        select movie_id, kind, cast(text_vector as halfvec(:text_dimension))
            <=> (select query from given) as distance
        from sentences
        where :exact and release_id = :release_id
            and movie_id = any(array(select movie_id from passing))
        order by distance
        limit :candidates
    )
), near_sentences as materialized (
    -- Of a film that is not here no sentence can be as near as the farthest of these.
    select movie_id, 1 - min(distance) as sentence_similarity,
        1 - min(distance) filter (where kind = 'phrase') as phrase_similarity,
        1 - max(max(distance)) over () as least_similarity
    from sentence_candidates
    group by movie_id
)
