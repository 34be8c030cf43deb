"""Promises held against the report of their year: which figure answers which commitment."""
