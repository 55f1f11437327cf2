"""The application that a web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from projects.garbage import spare_what_stays

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portfolio.settings.production")

application = get_wsgi_application()

spare_what_stays()
