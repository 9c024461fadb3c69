"""A person's rights and roles: the copy of their data, erasure, staff, suspension."""
