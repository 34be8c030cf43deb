"""What changes the library; each action is one transaction with its audit row."""
