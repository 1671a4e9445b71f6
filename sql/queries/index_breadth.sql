-- How many neighbours a walk through a vector index keeps, until the transaction ends.
--
-- Binds: breadth
-- Rows: one, the setting
-- Index: none
select set_config('hnsw.ef_search', cast(cast(:breadth as integer) as text), true)
