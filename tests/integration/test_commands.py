"""The commands with which anyone can check the rules, and the one that does the jobs."""

import io
import json
import shutil
import sys
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from post_office.models import Email

from reporting.models import RoutingRule
from safety_site import packs
from tests import factories

# Nothing is late yet, and no team gets its daily mail.
SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


def answers(monkeypatch, command, *lines):
    raw = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    stdin = io.TextIOWrapper(io.BytesIO(raw.encode("utf-8", "surrogateescape")))
    monkeypatch.setattr(sys, "stdin", stdin)
    out = StringIO()
    call_command(command, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.usefixtures("pack")
def test_route_report_answers_each_line_in_order(monkeypatch):
    first, second = answers(
        monkeypatch,
        "route_report",
        {
            "category": "graffiti",
            "answers": {"offensive": "yes"},
            "land": "council-building",
            "at": "2026-11-23T09:30:00+00:00",
        },
        {"category": "litter", "kind": "bin", "outside_borough": True},
    )
    assert first["team"] == "neighbourhoods"
    assert first["due"] == "2026-11-24T17:00:00+00:00"
    assert first["also"] == []
    assert first["reasons"]
    assert second["team"] is None
    assert second["handover"] == "neighbouring-council"


@pytest.mark.usefixtures("pack")
@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        "",
        "[" * 100_000,
        '{"category": "unicorns"}',
        '{"category": "graffiti", "land": "moon"}',
        '{"category": "graffiti", "colour": "red"}',
        '{"category": "graffiti", "at": "yesterday"}',
        '{"category": 7}',
        "\udcff\udcfe",
    ],
)
def test_a_line_that_cannot_be_taken_is_named_and_the_rest_go_on(monkeypatch, line):
    wrong, right = answers(monkeypatch, "route_report", line, {"category": "graffiti"})
    assert wrong.keys() == {"error"}
    assert wrong["error"].endswith(".")
    assert right["team"] == "neighbourhoods"


@pytest.mark.usefixtures("pack")
def test_check_routing_passes_on_the_pack():
    out = StringIO()
    call_command("check_routing", stdout=out)
    assert "every report reaches somebody" in out.getvalue()


@pytest.mark.usefixtures("pack")
def test_check_routing_names_a_planted_gap():
    RoutingRule.objects.get(slug="noise-construction").delete()
    out = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("check_routing", stdout=out)
    assert stop.value.code == 1
    assert "gap" in out.getvalue()
    assert "construction" in out.getvalue()


@pytest.mark.usefixtures("pack")
def test_check_routing_names_a_planted_shadowed_rule():
    last = RoutingRule.objects.order_by("position").last()
    RoutingRule.objects.filter(pk=last.pk).update(position=last.position + 1)
    RoutingRule.objects.create(
        slug="planted",
        position=last.position,
        when={"category": ["graffiti"], "land": ["railway"]},
        team=last.team,
        reasons=["Never."],
    )
    out = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("check_routing", stdout=out)
    assert stop.value.code == 1
    assert "planted" in out.getvalue()


@pytest.mark.django_db
def test_check_routing_reads_a_pack_that_nobody_loaded(tmp_path):
    folder = shutil.copytree(packs.folder("waltham_forest"), tmp_path / "pack")
    call_command("check_routing", pack=str(folder), stdout=StringIO())
    routing = folder / "routing.toml"
    rules = routing.read_text().split("[[rule]]")
    left = [rule for rule in rules if 'id = "noise-construction"' not in rule]
    routing.write_text("[[rule]]".join(left))
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_routing", pack=str(folder), stdout=out)
    assert "construction" in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_run_jobs_sends_each_mail_once_however_often_it_runs(pack, time_machine):
    time_machine.move_to(SUNDAY)
    factories.report(at=SUNDAY)
    call_command("run_jobs")
    call_command("run_jobs")
    # Both leave in one go, in any order.
    assert sorted(message.to for message in mail.outbox) == [
        ["amina@example.com"],
        ["communitysafety@walthamforest.gov.uk"],
    ]
    assert not Email.objects.exclude(status=0).exists()


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_loses_nothing(pack, monkeypatch, time_machine):
    time_machine.move_to(SUNDAY)
    factories.report(at=SUNDAY)

    def down(*args, **kwargs):
        raise OSError("connection refused")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", down)
        call_command("run_jobs")
    assert mail.outbox == []
    Email.objects.update(scheduled_time=None)
    call_command("run_jobs")
    assert len(mail.outbox) == 2
