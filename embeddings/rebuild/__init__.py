"""The stages of a rebuild: data set, catalogue, vectors, release, quality gate."""
