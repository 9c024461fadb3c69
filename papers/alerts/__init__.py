"""Who waits for a paper, and the mails that tell them."""
