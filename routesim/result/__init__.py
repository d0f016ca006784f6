"""What came of calls: records, the stories and tables made of them. Knows nothing of who made the records."""
