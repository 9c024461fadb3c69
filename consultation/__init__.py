"""Soundings: discussion papers as question sets, and what people say to them."""

from consultation.celery import app as celery_app

__all__ = ["celery_app"]
