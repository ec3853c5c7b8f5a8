"""What mail servers say of mail that they could not deliver."""

from email import message_from_string
from textwrap import dedent

import pytest

from safety_site.bounces import Bounce, read, speaks_of_the_address


def report(recipients, original="Message-ID: <1@safety.example>\nSubject: News\n"):
    return message_from_string(
        dedent("""\
        From: MAILER-DAEMON@mx.example
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        """)
        + recipients
        + "\n--b\nContent-Type: text/rfc822-headers\n\n"
        + original
        + "\n--b--\n"
    )


GONE = "Final-Recipient: rfc822; New@Example.com\nAction: failed\nStatus: 5.1.1\n"


def test_an_address_that_does_not_exist_is_named_with_the_mail_that_came_back():
    assert read(report(GONE)) == [Bounce(("new@example.com",), "<1@safety.example>")]


def test_where_a_mail_was_passed_on_the_address_that_we_wrote_to_comes_first():
    passed_on = "Original-Recipient: rfc822;old@example.com\n" + GONE
    assert read(report(passed_on))[0].addresses == ("old@example.com", "new@example.com")


def test_a_mail_that_comes_back_whole_is_known_too():
    whole = report(GONE).as_string().replace("text/rfc822-headers", "message/rfc822")
    assert read(message_from_string(whole))[0].message_id == "<1@safety.example>"


def test_a_report_may_leave_the_mail_out():
    assert read(report(GONE, original=""))[0].message_id == ""


@pytest.mark.parametrize(
    "recipient",
    [
        GONE.replace("failed", "delayed").replace("5.1.1", "4.4.1"),
        GONE.replace("failed", "delivered"),
        GONE.replace("5.1.1", "5.2.2"),
        GONE.replace("5.1.1", "5.7.1"),
        GONE.replace("Status: 5.1.1\n", ""),
        GONE.replace("New@Example.com", "nobody"),
    ],
    ids=["late", "delivered", "full", "unwelcome", "no status", "no address"],
)
def test_what_may_pass_or_is_not_the_addressees_fault_does_not_count(recipient):
    assert read(report(recipient)) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Subject: Out of office\n\nI am away.",
        "Content-Type: message/delivery-status\n\n\0\xff",
        "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n",
    ],
)
def test_other_messages_and_broken_ones_are_no_bounces(text):
    assert read(message_from_string(text)) == []


@pytest.mark.parametrize(
    ("code", "text", "counts"),
    [
        (550, "5.1.1 no such user", True),
        (550, "unknown", True),
        (550, "5.7.1 relaying denied", False),
        (552, "5.2.2 mailbox full", False),
        (450, "4.2.0 greylisted", False),
    ],
)
def test_a_refusal_counts_where_it_says_that_there_is_no_such_mailbox(code, text, counts):
    assert speaks_of_the_address(code, text) is counts
