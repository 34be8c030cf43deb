"""Tags of the registers' templates."""
