-- How much some tags and moods hold for a row of movies, from 0 to 1 each, weighed and added up.
-- A tag that is wanted has a weight above 0, one that is not wanted has one below.
--
-- The weights come from embeddings/answers/tags.py; without any the sum is 0.
coalesce(-(tag_relevance <#> cast(:tag_weights as sparsevec)), 0)
