"""What readers do beside writing: agree, follow, quote, turn to somebody."""
