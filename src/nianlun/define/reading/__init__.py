"""How people write numbers, dates and periods in forms and sheets."""
