"""The working copy as its editors see it, and where its questions come from."""
