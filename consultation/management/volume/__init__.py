"""Made rows in bulk, for benchmarks: shaped like a real site's, written past the actions.

Everything is made inside the database, a batch at a time, so that memory stays as it is however
many are asked for; every constraint and trigger holds as for real rows.
"""
