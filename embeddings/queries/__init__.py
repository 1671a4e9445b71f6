"""How a query is read: filters, a film to be like, what it is not, typing errors, titles."""
