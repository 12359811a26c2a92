#!/usr/bin/env python3
"""Run one of the house's commands."""

from somlos.config.commands import main

if __name__ == "__main__":
    main()
