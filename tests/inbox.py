"""Staff before the inbox of residents' questions."""

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from tests import factories

INBOX = "/admin/faq/residentquestion/"


def signed_in(*permissions, group=None, username=None):
    user = factories.staff(group or "Case officers", username=username)
    for permission in permissions:
        label, codename = permission.split(".")
        wanted = {"content_type__app_label": label, "codename": codename}
        user.user_permissions.add(Permission.objects.get(**wanted))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def page(question):
    return reverse("admin:faq_residentquestion_change", args=[question.pk])


def act(question, name):
    return reverse(f"admin:question_{name}", args=[question.pk])


def listed(client, query=""):
    found = client.get(INBOX + query).context["cl"].result_list
    return [question.pk for question in found]


def offered(client, question):
    return [each["name"] for each in client.get(page(question)).context["acts"]]
