"""Work done beside the request: at once on a laptop, by `thirdspace worker` where there is one."""

from __future__ import annotations

from django_tasks import task

from thirdspace.web.letters import delivery


@task()
def deliver(letter_ids: list[int]) -> None:
    """Hand letters to the mail server. What it does not take waits for the next try."""
    delivery.deliver(letter_ids)
