"""The site’s theme: Material for MkDocs with its furniture taken away."""
