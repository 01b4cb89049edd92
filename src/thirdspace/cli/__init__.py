"""The command line of the machine: answers ``--help`` at once, loads the rest when it is used."""

from __future__ import annotations

from thirdspace.cli.group import LazyGroup

__all__ = ["main", "program"]

program = LazyGroup(
    "thirdspace",
    help="The shared workspace of a school district and its university partners.",
    lazy={
        "backup": "thirdspace.cli.keep:backup",
        "check": "thirdspace.cli.keep:check",
        "demo": "thirdspace.cli.demo:demo",
        "export": "thirdspace.cli.folder:export",
        "import": "thirdspace.cli.folder:import_",
        "mail": "thirdspace.cli.mail:mail",
        "matrix": "thirdspace.cli.tell:matrix",
        "method": "thirdspace.cli.method:method",
        "migrate": "thirdspace.cli.run:migrate",
        "report": "thirdspace.cli.tell:report",
        "restore": "thirdspace.cli.keep:restore",
        "serve": "thirdspace.cli.run:serve",
        "settings": "thirdspace.cli.run:settings",
        "tick": "thirdspace.cli.run:tick",
        "user": "thirdspace.cli.user:user",
        "worker": "thirdspace.cli.run:worker",
    },
)


def main() -> None:
    """Run the program `thirdspace`."""
    program()
