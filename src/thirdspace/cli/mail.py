"""``thirdspace mail``: try out how mail goes out, see what waits, note what came back."""

from __future__ import annotations

from datetime import datetime
from typing import IO

import click

from thirdspace.cli import workspace

STATES = ("waiting", "refused", "kept", "sent")


@click.group()
def mail() -> None:
    """Try out mail, list letters, send them again, note what came back."""


@mail.command()
@click.argument("address")
def test(address: str) -> None:
    """Send one test mail to ADDRESS now and say each step."""
    with workspace.opened():
        from thirdspace.web.letters import trial

        for sentence in trial.steps(address):
            click.echo(sentence)


@mail.command("list")
@click.option(
    "--state", "states", type=click.Choice(STATES), multiple=True, default=STATES[:2],
    show_default=True, help="May be given again for several.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def list_letters(states: tuple[str, ...], as_json: bool) -> None:
    """List letters that wait or were refused, newest first, with what the mail server said."""
    with workspace.opened():
        from thirdspace.web.letters import box

        rows = [
            {
                "number": letter.pk,
                "to": letter.to,
                "subject": letter.subject,
                "state": letter.state,
                "made": _minute(letter.made_at),
                "tries": letter.tries,
                "next try": _minute(letter.next_try_at),
                "said": letter.last_error,
            }
            for letter in box.in_states(states)
        ]
    workspace.show(rows, as_json=as_json)


def _minute(when: datetime | None) -> str:
    return when.isoformat(timespec="minutes") if when else ""


@mail.command()
@click.argument("number", type=int)
def show(number: int) -> None:
    """Print letter NUMBER, such as an invitation that is kept here."""
    from thirdspace.problems import InputProblem

    with workspace.opened():
        from thirdspace.web.models import Letter

        letter = Letter.everywhere.filter(pk=number).exclude(text="").first()
    if letter is None:
        raise InputProblem(
            f"There is no letter {number} with words.",
            "What a mail server took is forgotten here, because its links are secrets.",
            "See `thirdspace mail list --state kept` for letters that are kept.",
        )
    click.echo(f"To: {letter.to}\nSubject: {letter.subject}\n\n{letter.text}")


@mail.command()
@click.argument("numbers", type=int, nargs=-1)
def retry(numbers: tuple[int, ...]) -> None:
    """Send all waiting letters now, or those with the NUMBERS, refused and kept ones too."""
    from thirdspace.problems import InputProblem

    with workspace.opened():
        from thirdspace.web.letters import box, delivery

        if delivery.is_kept():
            raise InputProblem(
                "No mail server is set.", "Letters are kept here.", "Set THIRDSPACE_MAIL_URL."
            )
        ids = box.make_due(numbers)
    # Outside of the operator's transaction: each letter is claimed and marked by itself.
    delivery.deliver(ids)
    click.echo(f"Tried: {len(ids)}. Not sent: {box.unsent(ids)}.")


@mail.command()
@click.argument("file", type=click.File("rb"), default="-")
def bounce(file: IO[bytes]) -> None:
    """Read a notice that a mail server sent back (FILE, or what is piped in) and note it."""
    from thirdspace.web.letters import notices

    found = notices.bounced(file.read())
    with workspace.opened():
        from thirdspace.web.letters import box

        for address, why in found:
            box.note_bounce(address, why)
            click.echo(f"{address}: {why}")
    if not found:
        click.echo("Nothing failed for good: nothing noted.")
