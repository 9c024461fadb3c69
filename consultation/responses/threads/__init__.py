"""What a question's page and a thread's page show of the responses, and the pages kept whole."""
