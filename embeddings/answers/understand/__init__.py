"""Parse queries: filters, an example film, exclusions, titles and typing errors."""
