"""Write the reference pages from what they describe: `python -m docs.generate [--check]`."""

from nianlun.cli.site import set_up

set_up()
