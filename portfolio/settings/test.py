"""Tests: nothing leaves the process, and what can be cheap is."""

import tempfile
from pathlib import Path

from portfolio.settings.base import *

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
WAGTAILADMIN_BASE_URL = "http://testserver"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="avant-apres-"))
WHITENOISE_AUTOREFRESH = True

DEMONSTRATION_ALLOWED = True
COMPONENT_GALLERY = True
