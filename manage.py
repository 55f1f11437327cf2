#!/usr/bin/env python
"""Run Django's and the project's commands."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portfolio.settings.dev")
    execute_from_command_line(sys.argv)
