"""What people mended: its fields checked, its place found again, applied and undone."""
