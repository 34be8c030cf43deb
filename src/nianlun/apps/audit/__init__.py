"""Who did what, when: one row for every act, written in the transaction of the act."""
