"""Parts of a text for some readers only: what is left of a document without them."""
