"""The person who signs in."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A custom user from the first migration, so that it can change without pain."""
