"""Forms that a definition asks for: one box for each field, drawn by the widget of its kind."""
