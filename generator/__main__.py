"""`python -m generator` is the command `disconnections`."""

import sys

from generator.cli import main

sys.exit(main())
