"""One reader a format: bytes in, a document of blocks out. Run them confined."""
