"""Mail from the command line: each step in words, and two processes send a letter once."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from smtp_sink import new_sink, only
from thirdspace.cli import program
from thirdspace.web import mail
from thirdspace.web.letters import box
from thirdspace.web.models import Letter

ANA = "ana@example.org"
MAIN = [sys.executable, "-c", "from thirdspace.cli import main; main()"]


@pytest.fixture
def sink(settings):
    sink = new_sink()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    settings.EMAIL_TIMEOUT = 2
    return sink


@pytest.fixture
def run(db, sink):
    return lambda *words, **more: CliRunner().invoke(program, ["mail", *words], **more)


def stored(to: str = ANA) -> int:
    return box.put([mail.written(to, "Your week", text="You owe 2.")])[0]


class TestTest:
    def test_each_step_is_said(self, run, sink):
        with sink.up():
            done = run("test", ANA)
        assert done.stdout.splitlines() == [
            f"Connecting to 127.0.0.1, port {sink.port}.",
            "Connected; what is sent is NOT encrypted. smtp+tls:// or smtps:// would be.",
            "No sign-in: THIRDSPACE_MAIL_URL names no user.",
            f"The mail server took a test mail for {ANA}. Look for it in the mailbox.",
        ]
        assert sink.mails[0]["Subject"] == "A test mail from Thirdspace"

    def test_a_sign_in(self, run, sink, settings):
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "me", "right"
        with sink.up(**only("right")):
            assert "Signed in as me.\n" in run("test", ANA).stdout
            settings.EMAIL_HOST_PASSWORD = "wrong"
            refused = run("test", ANA)
        assert refused.exit_code == 1
        assert refused.stderr.splitlines() == [
            "The mail server refused the sign-in.",
            "The mail server said: 535 5.7.8 Authentication credentials invalid",
            "Check user and password in THIRDSPACE_MAIL_URL; some want an app password.",
        ]

    @pytest.mark.parametrize(
        ("changes", "first"),
        [
            ({"EMAIL_USE_TLS": True}, "No safe connection to the mail server came about."),
            ({"EMAIL_USE_SSL": True}, "No safe connection to the mail server came about."),
            ({"EMAIL_PORT": 1}, "The mail server can't be reached."),
        ],
    )
    def test_no_connection(self, run, sink, settings, changes, first):
        for name, value in changes.items():
            setattr(settings, name, value)
        with sink.up():
            done = run("test", ANA)
        assert done.exit_code == 1
        assert first in done.stderr

    @pytest.mark.parametrize("address", ["nobody", "two\nlines@example.org"])
    def test_an_address_that_is_none(self, run, sink, address):
        sink.says[address] = "553 bad"
        with sink.up():
            assert run("test", address).exit_code == 1
        assert sink.mails == []

    def test_no_server(self, run, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        assert "No mail server is set." in run("test", ANA).stderr


def test_what_waits_is_listed_with_the_reason(run, sink):
    stored()
    sink.says["marcus@example.org"] = "550 nobody here"
    refused = stored("marcus@example.org")
    with sink.up():
        run("retry", str(refused))
    rows = json.loads(run("list", "--json").stdout)
    assert [(row["to"], row["state"]) for row in rows] == [
        ("marcus@example.org", "refused"), (ANA, "waiting"),
    ]  # fmt: skip
    assert rows[0]["said"] == "The mail server said: 550 nobody here"
    assert json.loads(run("list", "--state", "sent", "--json").stdout) == []


def test_waiting_letters_are_sent_now(run, sink):
    letters = [stored(), stored("marcus@example.org")]
    assert run("retry").stdout == "Tried: 2. Not sent: 2.\n"  # the server is down
    with sink.up():
        assert run("retry").stdout == "Tried: 2. Not sent: 0.\n"
    assert {m["To"] for m in sink.mails} == {ANA, "marcus@example.org"}
    assert Letter.everywhere.filter(pk__in=letters, state="sent").count() == 2


def test_a_kept_letter_is_shown(run, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    number = stored()
    assert "You owe 2." in run("show", str(number)).stdout
    assert run("show", str(number + 1)).exit_code == 1


def test_a_bounce_is_noted(run):
    from web.test_letters_notices import GONE, LATE, notice

    said = run("bounce", input=notice(GONE)).stdout
    assert said == "Ana@example.org: 550 5.1.1 The address does not exist\n"
    assert mail.refused_addresses([ANA]) == {ANA: "550 5.1.1 The address does not exist"}
    assert "nothing noted" in run("bounce", "-", input=notice(LATE)).stdout
    assert run("bounce", input=b"Subject: Hello\r\n\r\nHello.").exit_code == 1


def test_two_processes_at_once_send_a_letter_once(ready, tmp_path):
    sink = new_sink()
    sink.seconds = 0.5  # so that the second comes while the first is at it
    settings = {"THIRDSPACE_MAIL_URL": f"smtp://127.0.0.1:{sink.port}"}
    home = tmp_path / "home"
    ready("settings")
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("THIRDSPACE_")},
        **settings, "THIRDSPACE_HOME": str(home),
    }  # fmt: skip
    code = (
        "from thirdspace.cli import workspace\nwith workspace.opened():\n"
        "    from thirdspace.web import mail; from thirdspace.web.letters import box\n"
        f"    box.put([mail.written('{ANA}', 'Hello', text='Hello') for _n in range(3)])"
    )
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    with sink.up():
        both = [
            subprocess.Popen([*MAIN, "mail", "retry"], env=environment, stdout=subprocess.PIPE)
            for _each in range(2)
        ]
        for process in both:
            process.communicate(timeout=60)
            assert process.returncode == 0
    assert len(sink.mails) == 3
