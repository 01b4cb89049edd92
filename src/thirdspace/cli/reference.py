"""Write the reference pages that are made from code: ``python -m thirdspace.cli.reference DIR``."""

from __future__ import annotations

import importlib
import inspect
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from thirdspace.cli.gallery import FOLDER, charts_page, method_picture, pictures

if TYPE_CHECKING:
    from thirdspace.methods.registry import Method

NOTE = "<!-- Made from the code by `dev.py docs`; edit the code, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """Return every generated page by file name. Needs Django to be set up."""
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "methods.md": methods,
        "charts.md": charts_page,
        "roles-and-rights.md": roles,
        "settings.md": settings,
        "command-line.md": command_line,
        "routes.md": routes,
    }
    for family in _families():
        makers[f"methods/{family}.md"] = partial(family_page, family)
    return {name: NOTE + "\n".join(make()) + "\n" for name, make in makers.items()}


def methods() -> Iterator[str]:
    """Every method with the question it answers, by family."""
    yield "# Methods\n"
    yield "Each family has its page: formula, sources, when not to use it, an example. How results"
    yield "are drawn: [charts](charts.md).\n"
    for family, members in _families().items():
        package = importlib.import_module(f"thirdspace.methods.{family}")
        yield f"## [{family}](methods/{family}.md)\n\n{inspect.getdoc(package)}\n"
        yield "| method | question |\n|---|---|"
        yield from (f"| {m.title} (`{m.id}`) | {m.question} |" for m in members)
        yield ""


def family_page(family: str) -> Iterator[str]:
    """Every method of a family: its module's own words, its arguments, results and example."""
    package = importlib.import_module(f"thirdspace.methods.{family}")
    yield f"# {family}\n\n{inspect.getdoc(package)}\n"
    for method in _families()[family]:
        module = inspect.getmodule(method.function)
        yield f"## {method.title}\n\n*{method.question}* · `{method.id}` · since {method.since}\n"
        yield from method_picture(method.id)
        yield _plain(inspect.getdoc(module) or "") + "\n"
        name = f"thirdspace.methods.{family}.{method.function.__name__}"
        yield f"```python\n{name}{inspect.signature(method.function)}\n```\n"
        yield _plain(inspect.getdoc(method.function) or "") + "\n"


def _families() -> dict[str, list[Method]]:
    from thirdspace.methods.registry import all_methods

    families: dict[str, list[Method]] = {}
    for method in all_methods():
        families.setdefault(method.family, []).append(method)
    return families


def _plain(docstring: str) -> str:
    # Numpy-style heads, underlined with dashes, become bold lines: pages keep two levels.
    lines = docstring.splitlines()
    out: list[str] = []
    for line in lines:
        if out and line and set(line) == {"-"} and len(line) == len(out[-1]):
            out[-1] = f"\n**{out[-1]}**\n"
        else:
            out.append(line)
    return "\n".join(out)


def roles() -> Iterator[str]:
    """Every role in a sentence, and every right with the roles that carry it."""
    from thirdspace.access.permissions import ROLE_SENTENCES, Role, every_permission

    yield "# Roles and rights\n\n| role | in a sentence |\n|---|---|"
    for role in Role:
        yield f"| {role.label} | {ROLE_SENTENCES[role]} |"
    yield "\n| right | name | " + " | ".join(str(r.label) for r in Role) + " |"
    yield "|---|---|" + "---|" * len(Role)
    for permission in every_permission():
        marks = ("yes" if role in permission.roles else "" for role in Role)
        yield f"| {permission.sentence} | `{permission.name}` | " + " | ".join(marks) + " |"


def settings() -> Iterator[str]:
    """Every setting with its default and reason."""
    from thirdspace.config.table import PREFIX, SETTINGS

    yield "# Settings\n\nEach is a variable of the environment; with `_FILE` behind its name it is"
    yield "read from that file. `thirdspace settings` prints what is in force and why.\n"
    yield "| variable | default | what it does |\n|---|---|---|"
    for setting in SETTINGS:
        yield f"| `{PREFIX}{setting.name}` | `{setting.default or ' '}` | {setting.why} |"


def command_line() -> Iterator[str]:
    """Every command, as its own help says it."""
    import click

    from thirdspace.cli import program

    yield "# Command line\n"

    def walk(command: click.Command, context: click.Context) -> Iterator[str]:
        yield f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                inner = command.get_command(context, name)
                if inner is not None:
                    yield from walk(inner, click.Context(inner, context, info_name=name))

    yield from walk(program, click.Context(program, info_name="thirdspace", terminal_width=96))


def routes() -> Iterator[str]:
    """Every address, who may open it, and how."""
    from django.urls import get_resolver

    from thirdspace.access.routes import ROUTES

    assert get_resolver().url_patterns  # noqa: S101 - declares the routes
    yield "# Addresses\n\n| kind | path | needs | methods |\n|---|---|---|---|"
    for route in sorted(set(ROUTES), key=lambda r: (r.kind, r.view.split(".")[1], r.path)):
        path = route.path.replace("<", "‹").replace(">", "›")
        room = route.view.split(".")[1]
        methods = " ".join(route.methods)
        yield f"| {route.kind} | {room}: `{path or '(first)'}` | {route.needs} | {methods} |"


def main() -> None:
    """Write all pages into the folder named on the command line."""
    os.environ["THIRDSPACE_HOME"] = tempfile.mkdtemp()
    os.environ["DJANGO_SETTINGS_MODULE"] = "thirdspace.config.settings"
    import django

    django.setup()
    folder = Path(sys.argv[1])
    for made in ("methods", FOLDER):
        (folder / made).mkdir(exist_ok=True)
    for name, text in {**pages(), **pictures()}.items():
        (folder / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{folder / name}\n")


if __name__ == "__main__":
    main()
