"""Working through deliveries: read outside, store each file in one transaction, survive a kill at any moment."""
