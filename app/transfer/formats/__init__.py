"""What each service writes, read into `app.transfer.rows.Row`."""
