-- What the tags and moods of a release's films are learned from.
--
-- Binds: release_id
-- Rows: the fields of a film that the model reads; rating_count; match_vector, and plot_vector,
--   the mean of the plot's sentences, null where there is no plot, both as halfvec_send writes them
-- Index: none; every film and sentence of the release is read
select movies.movie_id, movies.title, movies.year, movies.genres, movies.tags, movies.countries,
    movies.languages, movies.runtime, movies.certificate, movies.minimum_age, movies.moods,
    movies.rating_count, halfvec_send(movies.match_vector) as match_vector,
    halfvec_send(plots.plot_vector) as plot_vector
from movies
left join (
    select movie_id, avg(text_vector) as plot_vector
    from sentences
    where release_id = :release_id and kind = 'plot'
    group by movie_id
) as plots using (movie_id)
where movies.release_id = :release_id
order by movies.movie_id
