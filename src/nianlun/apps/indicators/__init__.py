"""Indicators: numbers counted from the ledgers, entered readings, targets, locks."""
