"""The working year of a county government: promised, done, reported, remembered."""
