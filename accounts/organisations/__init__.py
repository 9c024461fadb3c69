"""Organisations and those who answer for them, as pages and mails show them."""
