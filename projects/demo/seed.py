"""The demonstration's content: labs, people, practices and cases, all or nothing."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import Collection

from projects.choices import SheetKind
from projects.demo.compiled import compiled_sheets
from projects.demo.data import load
from projects.demo.kit_files import build_resource
from projects.demo.people import ACCOUNTS, create_people
from projects.demo.pictures import Picture, pictures_of
from projects.demo.rows import in_order
from projects.demo.sheets import build_sheet
from projects.demo.texts import paragraphs
from projects.demo.vocabulary import Lookup
from projects.models import (
    CaseStudyPage,
    GalleryPhoto,
    LabPage,
    Photo,
    PhotoPair,
    PortfolioIndexPage,
    PracticeIndexPage,
    PracticePage,
    RelatedCase,
    Term,
)
from projects.provisioning import add_author, add_editor, provision_lab

Sheet = dict[str, Any]


def all_sheets() -> Iterator[tuple[str, str, Sheet]]:
    """Yield the slug of the lab, the kind of sheet and the sheet, for every case."""
    facts = load("compiled.yaml")["defaults"]
    for sheet in compiled_sheets():
        yield facts["lab"], SheetKind.COMPILED, sheet
    fictional = load("fictional.yaml")
    for sheet in fictional["sheets"]:
        yield fictional["lab"], SheetKind.FULL, sheet


def all_pictures() -> list[Picture]:
    return [picture for _lab, _kind, sheet in all_sheets() for picture in pictures_of(sheet)]


@transaction.atomic
def seed_content() -> int:
    """Create labs, people, practices and cases on a site that has its first pages.

    The pictures must exist. Returns the number of cases.
    """
    create_people()
    labs = {facts["slug"]: create_lab(facts) for facts in load("labs.yaml")}
    give_roles(labs)
    create_practices()
    lookup = Lookup()
    cases = [create_case(labs[slug], kind, sheet, lookup) for slug, kind, sheet in all_sheets()]
    relate(cases)
    return len(cases)


def create_lab(facts: dict[str, Any]) -> LabPage:
    lab = LabPage(
        slug=facts["slug"],
        title=facts["name"],
        kind=Term.objects.filter(vocabulary="structure_kinds", code=facts["kind"]).first(),
        territory=facts["territory"],
        presentation=paragraphs(facts["presentation"]),
        website=facts["website"] or "",
        email=facts["email"] or "",
        is_fictional=facts["is_fictional"],
    )
    PortfolioIndexPage.objects.get().add_child(instance=lab)
    lab.save_revision().publish(skip_permission_checks=True)
    provision_lab(lab)
    return lab


def give_roles(labs: dict[str, LabPage]) -> None:
    for account in ACCOUNTS:
        person = get_user_model().objects.get(username=account.username)
        for slug in account.labs:
            add_author(person, labs[slug])
        if account.is_editor:
            add_editor(person)


def create_practices() -> None:
    index = PracticeIndexPage.objects.get()
    for facts in load("practices.yaml"):
        practice = PracticePage(
            slug=facts["slug"],
            title=facts["name"],
            what=paragraphs([facts["what"]]),
            when=paragraphs([facts["when"]]),
            how=paragraphs(facts["how"]),
            cautions=paragraphs(facts["cautions"]),
        )
        practice.zones = Term.objects.filter(vocabulary="reception_zones", code__in=facts["zones"])
        practice.stages = Term.objects.filter(vocabulary="journey_stages", code__in=facts["stages"])
        index.add_child(instance=practice)
        practice.save_revision().publish(skip_permission_checks=True)


def create_case(lab: LabPage, kind: str, sheet: Sheet, lookup: Lookup) -> CaseStudyPage:
    case = build_sheet(sheet, kind, lookup)
    collection = lab.collection
    add_pictures(case, sheet, collection, lookup)
    case.resources = in_order(
        build_resource(facts, collection) for facts in sheet.get("kit", {}).get("resources", ())
    )
    case.owner = owner_of(lab, kind)
    lab.add_child(instance=case)
    case.save_revision(user=case.owner).publish(skip_permission_checks=True)
    return case


def owner_of(lab: LabPage, kind: str) -> Any:
    """An editor compiles; an author of the lab writes."""
    for account in ACCOUNTS:
        if account.is_editor if kind == SheetKind.COMPILED else lab.slug in account.labs:
            return get_user_model().objects.get(username=account.username)
    return None


def add_pictures(case: CaseStudyPage, sheet: Sheet, collection: Collection, lookup: Lookup) -> None:
    """Give the case its pictures, and its lab the right to choose them."""
    titles = [picture.title for picture in pictures_of(sheet)]
    Photo.objects.filter(title__in=titles).update(collection=collection)
    photos = {photo.title: photo for photo in Photo.objects.filter(title__in=titles)}
    case.photo_pairs = in_order(
        PhotoPair(
            before=photos[pair["before"]["title"]],
            after=photos[pair["after"]["title"]],
            zone=lookup.term("reception_zones", pair.get("zone")),
            same_viewpoint=pair["same_viewpoint"],
            caption=pair["caption"],
            change_description="\n".join(pair.get("change", ())),
        )
        for pair in sheet["photo_pairs"]
    )
    case.gallery = in_order(
        GalleryPhoto(photo=photos[item["title"]], caption=item["caption"])
        for item in sheet.get("gallery", ())
    )
    case.main_photo = next((pair.after for pair in case.photo_pairs.all()), None)


def relate(cases: list[CaseStudyPage]) -> None:
    """Link cases to one another once they all exist."""
    by_slug = {case.slug: case for case in cases}
    for _lab, _kind, sheet in all_sheets():
        if not sheet.get("related"):
            continue
        case = by_slug[sheet["slug"]]
        case.related_cases = in_order(
            RelatedCase(case=by_slug[item["case"]], relation=item["relation"])
            for item in sheet["related"]
        )
        case.save_revision(user=case.owner).publish(skip_permission_checks=True)
