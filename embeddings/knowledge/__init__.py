"""The catalogue that ships with ordained: films in TOML, ratings simulated. See README.md."""
