"""What is asked of indicators: what they count to, their targets, their records, why they changed."""
