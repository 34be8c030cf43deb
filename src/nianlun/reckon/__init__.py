"""Indicators, targets, ranks, ratings, deadlines and facts: pure functions of values and a day."""
