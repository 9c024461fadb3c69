"""A paper's attachments and cover: received, told by what is in them, and offered."""
