"""What gunicorn runs: the site, and its media, which a web server gives in production."""

from django.conf import settings
from whitenoise import WhiteNoise

from portfolio.wsgi import application as site

application = WhiteNoise(site, root=settings.MEDIA_ROOT, prefix="media/")
