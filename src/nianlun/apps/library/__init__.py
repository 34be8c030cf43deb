"""The library: documents remembered, structured, found again."""
