"""Work done beside the request: at once on a laptop, by `thirdspace worker` where there is one."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives
from django_tasks import task


@task()
def deliver(to: str, subject: str, text: str, html: str) -> None:
    """Hand one mail to the mail server. A refusal is kept with the job and logged."""
    mail = EmailMultiAlternatives(subject, text, to=[to])
    mail.attach_alternative(html, "text/html")
    mail.send()
