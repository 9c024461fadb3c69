"""Requests a second: the site's own web server, beside the same bytes as a constant."""
