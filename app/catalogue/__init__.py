"""What administrators change in the catalogue; the work is done in `embeddings.releases.add`."""
