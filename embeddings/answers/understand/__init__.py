"""Words → intent: filters, an example film, exclusions, typing errors, titles."""
