"""What people fill in about units, users and themselves."""
