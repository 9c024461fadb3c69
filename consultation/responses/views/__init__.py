"""The pages of responding."""
