"""What somebody is writing and has not posted."""
