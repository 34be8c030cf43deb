"""Sheets become entries: read, matched to fields, every bad cell named, carried out all or in part."""
