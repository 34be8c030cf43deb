"""The pages of the registers: what is asked is shown, what is done is done by actions."""
