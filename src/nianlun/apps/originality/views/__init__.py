"""Pages of the originality of texts."""
