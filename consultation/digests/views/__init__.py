"""The pages of what mail one gets and what is new."""
