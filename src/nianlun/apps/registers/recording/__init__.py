"""How a version comes to be: its content checked, digested, chained to the one before, indexed."""
