"""Who can sign in to the demonstration, and what each login is for."""

from typing import NamedTuple

from django.contrib.auth import get_user_model

PASSWORD = "demonstration"  # noqa: S105


class Account(NamedTuple):
    username: str
    first_name: str
    last_name: str
    role: str
    labs: tuple[str, ...] = ()
    is_editor: bool = False
    is_administrator: bool = False


ACCOUNTS = (
    Account("camille", "Camille", "Autrice", "autrice d’État’LIN", labs=("etatlin",)),
    Account(
        "dominique",
        "Dominique",
        "Auteur",
        "auteur de La Fabrique de l’hospitalité et du Lab exemple",
        labs=("la-fabrique-de-l-hospitalite", "lab-exemple"),
    ),
    Account("elise", "Élise", "Rédaction", "éditrice : relit et approuve", is_editor=True),
    Account("farid", "Farid", "Rédaction", "second éditeur", is_editor=True),
    Account(
        "admin", "Alix", "Administration", "administratrice : invite, règle", is_administrator=True
    ),
)


def create_people() -> None:
    """Create the accounts, without their groups."""
    people = get_user_model().objects
    for account in ACCOUNTS:
        people.create_user(
            username=account.username,
            email=f"{account.username}@avant-apres.example",
            password=PASSWORD,
            first_name=account.first_name,
            last_name=account.last_name,
            is_superuser=account.is_administrator,
            is_staff=account.is_administrator,
        )
