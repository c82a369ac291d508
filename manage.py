#!/usr/bin/env python
"""Run Django's administrative commands for the newsroom."""

import os
import sys

from django.core.management import execute_from_command_line

from newsroom.refusal import Refusal

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        execute_from_command_line(sys.argv)
    except Refusal as refusal:
        sys.exit(str(refusal))
