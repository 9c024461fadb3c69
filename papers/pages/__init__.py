"""A paper as its readers see it, at each stage and in each language."""
