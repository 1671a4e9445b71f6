"""Raw movie records in, clean ones out."""
