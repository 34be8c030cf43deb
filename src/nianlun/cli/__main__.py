"""`python -m nianlun.cli`, where the command itself is not on the path."""

from nianlun.cli import main

main()
