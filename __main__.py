"""`python -m innograph` is `innograph`."""

from innograph.cli.main import main

main()
