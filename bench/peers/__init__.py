"""What the same work costs elsewhere: each peer in an environment and a database of its own."""
