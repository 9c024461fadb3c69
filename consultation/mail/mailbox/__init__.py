"""Outgoing mail caught in a folder and shown on a page, for trying the product only."""
