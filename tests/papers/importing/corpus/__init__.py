"""Documents of our own writing, each with what a careful editor would find in it."""
