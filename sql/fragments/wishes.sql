-- How much of what a query wishes for a row of movies has: tags and moods by their relevance, and
-- genres and countries. The weights of what is wanted add up to 1; of what is not, they are below 0.
(
    -- include tag_relevance
    + case when cardinality(:kind_names) = 0 then 0 else (
        select coalesce(sum(kind_weight), 0)
        from unnest(:kind_names, :kind_weights) as wanted (kind_name, kind_weight)
        where kind_name = any(genres) or kind_name = any(countries)
    ) end
)
