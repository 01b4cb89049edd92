"""The address of the mail server is read or refused, and its password is never said."""

from __future__ import annotations

import pytest

from thirdspace.config.table import in_force
from thirdspace.problems import InputProblem


def test_no_address_is_no_server():
    assert in_force({})["MAIL_URL"].value is None


def test_an_address_is_read():
    given = in_force({"THIRDSPACE_MAIL_URL": "smtp+tls://me:p%40ss@mail.example:2525"})
    read = given["MAIL_URL"].value
    assert (read.scheme, read.hostname, read.port, read.username) == (
        "smtp+tls", "mail.example", 2525, "me",
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["mail.example", "mailto:canary@x", "smtp://", "smtp://me:canary@mail.example:mail",
     "http://me:canary@mail.example", "smtp://me:canary@mail.example:0"],
)  # fmt: skip
def test_what_is_no_address_of_a_mail_server_stops_without_its_password(address):
    with pytest.raises(InputProblem, match="MAIL_URL can't be read") as refused:
        in_force({"THIRDSPACE_MAIL_URL": address})
    assert "canary" not in str(refused.value)
