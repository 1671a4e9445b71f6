"""What is made once for each process: database, releases, encoders, lexicons, posters."""
