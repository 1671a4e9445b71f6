"""What people bring from elsewhere and take with them: import and export of the library."""
