"""Answers that came on paper, by phone or in a document, as the desk enters them."""
