"""One module per kind of page: it decides what is said, its template where it stands."""
