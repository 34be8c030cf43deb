"""The pages of the library; a view asks queries, calls actions and never saves."""
