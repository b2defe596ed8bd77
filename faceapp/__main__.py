"""The `faceapp` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; a fault the user can mend is one message and exit code 2."""
    from faceapp.cli import run_command_line
    from faceapp.cli.log_lines import log_to_stderr

    log_to_stderr()
    sys.exit(run_command_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
