"""The screens on which editors keep the words, and who reaches them."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.models import CaseStudyPage, Keyword, Term, Vocabulary
from tests.factories import CaseStudyPageFactory, TermFactory
from tests.projects.moderation.acting import browser, filled_form, texts, url

ROLES = ("anonymous", "author", "editor", "administrator")
KEEPERS = {"editor", "administrator"}
SCREENS = (
    *("terms:index", "terms:add", "terms:edit", "terms:merge"),
    *("keywords:index", "keywords:edit", "keywords:merge", "keywords:adopt", "keywords:delete"),
)
ACTIONS = ("terms:separate", "terms:reorder", "keywords:keep")


@pytest.fixture
def tag(db):
    return Keyword.objects.create(name="atelier")


@pytest.fixture
def editor(people):
    return browser(people.editor)


def address_of(name: str, term: Term, tag: Keyword) -> str:
    if name.endswith((":index", ":add")):
        return reverse(name)
    return reverse(name, args=[(tag if name.startswith("keywords") else term).pk])


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(unescape(response.content.decode()).split())


@pytest.mark.parametrize("role", ROLES)
def test_editors_alone_reach_the_screens(words, people, tag, role):
    client = browser(getattr(people, role))
    opened = {
        name for name in SCREENS if client.get(address_of(name, words.old, tag)).status_code == 200
    }
    assert opened == (set(SCREENS) if role in KEEPERS else set())


@pytest.mark.parametrize("role", ROLES)
def test_editors_alone_change_words(words, people, tag, role):
    other = Keyword.objects.create(name="groupe")
    client = browser(getattr(people, role))
    client.post(reverse("terms:merge", args=[words.old.pk]), {"into": words.new.pk})
    client.post(reverse("terms:reorder", args=[words.new.pk]) + "?position=0")
    client.post(reverse("keywords:edit", args=[tag.pk]), {"name": "Ateliers de travail"})
    client.post(reverse("keywords:keep", args=[other.pk]))
    client.post(reverse("keywords:delete", args=[other.pk]))
    may = role in KEEPERS
    assert bool(Term.objects.get(pk=words.old.pk).merged_into) is may
    assert (Term.objects.get(pk=words.new.pk).order > 0) is may
    assert Keyword.objects.filter(name="Ateliers de travail").exists() is may
    assert Keyword.objects.filter(pk=other.pk).exists() is not may


@pytest.mark.parametrize("name", ACTIONS)
def test_what_changes_something_at_once_is_only_posted(words, editor, tag, name):
    assert editor.get(address_of(name, words.old, tag)).status_code == 405


def test_nobody_adds_a_tag_by_hand(people):
    for person in (people.editor, people.administrator):
        assert browser(person).get(reverse("keywords:add")).status_code == 302


def test_merging_says_what_will_change_then_does_it(words, editor, publish):
    publish("Un hall", themes=[words.old])
    zone = TermFactory(vocabulary=Vocabulary.RECEPTION_ZONES, label="Un couloir")
    address = reverse("terms:merge", args=[words.old.pk])
    page = read(editor, address)
    assert "1 fiche en ligne · 0 brouillon" in page
    assert "Attente</option>" in page
    assert zone.label not in page
    response = editor.post(address, {"into": words.new.pk})
    assert response.status_code == 302
    assert [text.strip() for text in texts(response)] == [
        "«\u202fFile d’attente\u202f» est désormais «\u202fAttente\u202f»\u00a0: 1 fiche changée."
    ]
    assert "fusionné dans « Attente »" in read(editor, reverse("terms:index"))
    assert "fusionné dans « Attente » (1 fiche)" in read(
        editor, reverse("terms:history", args=[words.old.pk])
    )


@pytest.mark.parametrize("into", ["", "999999", "attente"])
def test_a_merge_into_nothing_is_refused_with_a_sentence(words, editor, into):
    response = editor.post(reverse("terms:merge", args=[words.old.pk]), {"into": into})
    assert response.status_code == 200
    assert response.context["form"].errors["into"]
    assert Term.objects.get(pk=words.old.pk).merged_into is None


def test_a_merged_term_is_separated_from_its_screen(words, editor):
    address = reverse("terms:merge", args=[words.old.pk])
    editor.post(address, {"into": words.new.pk})
    separate = reverse("terms:separate", args=[words.old.pk])
    page = read(editor, address)
    assert f'action="{separate}"' in page
    assert 'name="into"' not in page
    editor.post(separate)
    assert Term.objects.get(pk=words.old.pk).active


def test_computed_bands_are_not_merged(editor):
    band = TermFactory(vocabulary=Vocabulary.COST_BANDS, code="1000-5000")
    page = read(editor, reverse("terms:merge", args=[band.pk]))
    assert "calculées à partir des chiffres" in page
    assert 'name="into"' not in page


def test_terms_of_one_vocabulary_are_ordered_and_no_others(words, editor):
    index, handle = reverse("terms:index"), "data-w-orderable-item-id"
    assert handle not in read(editor, f"{index}?ordering=order")
    assert "ordering=order" not in read(editor, index)
    assert "?ordering=order&vocabulary=themes" in read(editor, f"{index}?vocabulary=themes")
    assert handle in read(editor, f"{index}?ordering=order&vocabulary=themes")
    editor.post(reverse("terms:reorder", args=[words.old.pk]) + "?position=1")
    assert [term.code for term in Term.objects.of(Vocabulary.THEMES)] == ["attente", "file"]
    editor.post(reverse("terms:reorder", args=[words.old.pk]) + "?position=0")
    assert [term.code for term in Term.objects.of(Vocabulary.THEMES)] == ["file", "attente"]


def test_a_new_term_comes_last(words, editor):
    Term.objects.filter(pk=words.new.pk).update(order=7)
    values = {"vocabulary": "themes", "code": "bruit", "label": "Bruit", "active": "on"}
    editor.post(reverse("terms:add"), {**values, "order": "0"})
    assert Term.objects.get(code="bruit").order == 8


def test_a_form_opened_before_a_merge_loses_nothing(words, people, editor):
    case = CaseStudyPageFactory(parent=words.lab, live=False, themes=[words.old])
    case.save_revision(user=people.author)
    author = browser(people.author)
    answers = filled_form(author, case)
    answers["tags"] = '"co conception"'  # the browser quotes what has spaces
    Keyword.objects.create(name="Co-conception")
    editor.post(reverse("terms:merge", args=[words.old.pk]), {"into": words.new.pk})
    assert author.post(url("edit", case.pk), answers).status_code == 302
    draft = CaseStudyPage.objects.get(pk=case.pk).get_latest_revision_as_object()
    assert [*draft.themes.all()] == [words.new]
    assert [tag.name for tag in draft.tags.all()] == ["Co-conception"]


def test_tags_are_counted_and_filtered(words, editor, publish):
    case = publish("Un hall", tags=["En ligne"])
    case.tags.add("Brouillon seul")
    case.save_revision()
    Keyword.objects.create(name="Jamais", kept=True)
    index = reverse("keywords:index")
    rows = {tag.name: tag for tag in editor.get(index).context["object_list"]}
    assert (rows["En ligne"].live_cases, rows["En ligne"].draft_cases) == (1, 1)
    assert (rows["Brouillon seul"].live_cases, rows["Brouillon seul"].draft_cases) == (0, 1)
    for state, names in (("unused", {"Jamais"}), ("new", {"En ligne", "Brouillon seul"})):
        found = editor.get(index, {"state": state}).context["object_list"]
        assert {tag.name for tag in found} == names


def test_an_editor_keeps_a_new_tag(editor, tag):
    keep = reverse("keywords:keep", args=[tag.pk])
    assert f'action="{keep}"' in read(editor, reverse("keywords:index"))
    editor.post(keep)
    assert f'action="{keep}"' not in read(editor, reverse("keywords:index"))


def test_a_tag_in_use_is_not_deleted(editor, publish):
    publish("Un hall", tags=["atelier"])
    address = reverse("keywords:delete", args=[Keyword.objects.get().pk])
    assert "fusionnez-le plutôt" in read(editor, address)
    editor.post(address)
    assert Keyword.objects.filter(name="atelier").exists()


def test_a_tag_is_merged_and_another_made_a_term(words, editor, publish):
    publish("Un hall", tags=["atelier", "ombre"])
    atelier, ombre = (Keyword.objects.get(name=name) for name in ("atelier", "ombre"))
    adopt = reverse("keywords:adopt", args=[ombre.pk])
    both = {"term": words.new.pk, "vocabulary": "themes"}
    assert "pas les deux" in unescape(editor.post(adopt, both).content.decode())
    assert "Attente</option>" in read(editor, adopt)
    assert editor.post(adopt, {"vocabulary": "themes"}).status_code == 302
    assert Term.objects.get(code="ombre").label == "Ombre"
    other = Keyword.objects.create(name="groupe")
    merge = reverse("keywords:merge", args=[atelier.pk])
    assert "1 fiche en ligne" in read(editor, merge)
    editor.post(merge, {"into": other.pk})
    assert [tag.name for tag in Keyword.objects.all()] == ["groupe"]


@pytest.mark.parametrize("name", ["", "un, deux", "Groupes", "x" * 101])
def test_a_bad_name_is_refused_with_a_sentence(editor, tag, name):
    Keyword.objects.create(name="groupe")
    response = editor.post(reverse("keywords:edit", args=[tag.pk]), {"name": name})
    assert response.context["form"].errors["name"]
    assert Keyword.objects.get(pk=tag.pk).name == "atelier"


def test_no_row_adds_a_query(words, editor):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            editor.get(address)
        return len(captured)

    def fill(numbers: range) -> None:
        for number in numbers:
            case = CaseStudyPageFactory(parent=words.lab)
            case.tags.add(f"Mot numéro {number}")
            case.save()
            TermFactory(code=f"vers-{number}", merged_into=words.new, active=False)

    addresses = reverse("keywords:index"), reverse("terms:index")
    fill(range(3))
    few = [queries(address) for address in addresses]
    fill(range(3, 20))
    assert [queries(address) for address in addresses] == few


def test_authors_are_offered_the_tags_that_exist(people, tag):
    address = reverse("wagtailadmin_tag_model_autocomplete", args=["projects", "keyword"])
    assert browser(people.author).get(address, {"term": "ate"}).json() == ["atelier"]
