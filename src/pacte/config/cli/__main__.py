"""`python -m pacte.config.cli`: the command line without its script, as the supervisor starts its parts."""

from pacte.config.cli import main

main()
