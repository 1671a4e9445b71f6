"""Data set → catalogue: clean films, duplicates merged, tags counted, added films appended."""
