"""Units as a tree, persons, posts, who may sign in, and what he may do in which unit."""
