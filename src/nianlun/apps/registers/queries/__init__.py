"""What is asked of the ledgers. Every question is answered within the rights of the person who asks."""
