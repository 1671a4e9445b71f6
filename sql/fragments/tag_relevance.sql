-- How much some tags and moods hold for a row of movies, from 0 to 1 each, weighed and added up.
-- A tag that is wanted has a weight above 0, one that is not wanted has one below.
--
-- What a film is known to have counts three quarters and the estimate the rest, so that of two
-- films that are known to be sad the sadder one comes first. Elsewhere the estimate stands alone.
-- The binds come from embeddings/answers/tags.py; with empty lists the sum is 0.
(
    select coalesce(sum(wanted.weight * case
        when known.strength is null then coalesce(estimated.chance, 0)
        else 0.75 * known.strength + 0.25 * coalesce(estimated.chance, known.strength)
    end), 0)
    from unnest(
        :tag_names, :tag_spellings, :tag_strengths,
        cast(cast(:tag_directions as text[]) as halfvec[]), :tag_intercepts, :tag_weights
    ) as wanted (name, spellings, strength, direction, intercept, weight)
    cross join lateral (
        select 1 / (1 + exp(-least(greatest(
            wanted.intercept - (tag_vector <#> wanted.direction), -30), 30))) as chance
    ) as estimated
    cross join lateral (
        select case moods ->> wanted.name
            when '3' then 1 when '2' then 0.8 when '1' then 0.55
            else case when string_to_array(wanted.spellings, '|') && tags
                then wanted.strength end
        end as strength
    ) as known
)
