"""Editors keep the synonyms in the administration."""

import pytest
from django.urls import reverse

from projects.models import SynonymSet


def test_editors_add_find_and_withdraw_a_set(admin_client, db):
    posted = {"expressions": "file\nqueue", "narrower": "", "active": "on"}
    assert admin_client.post(reverse("synonyms:add"), posted).status_code == 302
    kept = SynonymSet.objects.get()
    assert kept.expressions == ["file", "queue"]
    listed = admin_client.get(reverse("synonyms:index"), {"q": "queue"})
    assert "file = queue" in listed.content.decode()
    del posted["active"]
    admin_client.post(reverse("synonyms:edit", args=[kept.pk]), posted)
    kept.refresh_from_db()
    assert not kept.active


@pytest.mark.parametrize("expressions", ["", "seule"])
def test_one_expression_alone_is_refused_in_words(admin_client, db, expressions):
    response = admin_client.post(reverse("synonyms:add"), {"expressions": expressions})
    assert response.status_code == 200
    assert not SynonymSet.objects.exists()
