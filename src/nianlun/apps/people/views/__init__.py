"""Pages about oneself, and about units and users for those who administer them."""
