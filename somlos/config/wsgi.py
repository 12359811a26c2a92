"""What the web server calls."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from somlos.config import lifeline
from somlos.config.start import why_not_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "somlos.config.settings")

application = get_wsgi_application()

if why := why_not_start():
    sys.exit(why)
lifeline.end_with_parent()
