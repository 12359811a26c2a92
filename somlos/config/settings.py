"""Django's settings. What differs from place to place is read through `environment`."""

from csp.constants import NONE, SELF

from somlos.config import database, environment
from somlos.config.rooms import ROOMS

PRODUCTION = environment.flag("SOMLOS_PRODUCTION")
DEMO = environment.flag("SOMLOS_DEMO", default=not PRODUCTION)
DEBUG = environment.flag("SOMLOS_DEBUG")
SECRET_KEY = environment.secret().decode()
ALLOWED_HOSTS = environment.words("SOMLOS_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("SOMLOS_ORIGINS")

INSTALLED_APPS = [
    "django.forms",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "procrastinate.contrib.django",
    *ROOMS,
    *(["fjordvik"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "somlos.config.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "somlos.foundation.access.middleware.Request",
    "somlos.ui.middleware.PlainAnswers",
]

ROOT_URLCONF = "somlos.config.urls"
WSGI_APPLICATION = "somlos.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
        },
    }
]

DATABASES = database.aliases(database.chosen(), speaks_as=environment.text("SOMLOS_SPEAKS_AS", "default"))
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_PERIODIC_DEFAULTS = {
    "max_delay": 24 * 3600
}  # what was missed while the program was down is done at the start
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "bokmål"), ("nn", "nynorsk")]
LANGUAGE_COOKIE_NAME = "sprak"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = environment.VAR / "static"
STATICFILES_DIRS = [folder for folder in [environment.VAR / "assets"] if folder.is_dir()]
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_COOKIE_SECURE = PRODUCTION  # read by the message cookie too; there is no session

CSRF_FAILURE_VIEW = "somlos.ui.errors.csrf_failed"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = PRODUCTION

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("SOMLOS_BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"  # with "no-referrer" browsers send “Origin: null” and every form is refused
SECURE_SSL_REDIRECT = PRODUCTION

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A list of children is never written to a temporary file: what does not fit in memory is refused.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["terminal"], "level": "WARNING", "propagate": False},
        "django.template": {"level": "INFO"},  # however talkative the rest is made: at DEBUG it quotes what pages show
    },
}

SOMLOS_KEYS = environment.path("SOMLOS_KEYS", environment.VAR / "keys")
SOMLOS_ANCHOR = environment.path("SOMLOS_ANCHOR", environment.VAR / "anchor" / "heads.log")
SOMLOS_PROVIDERS = environment.told("SOMLOS_PROVIDERS")  # who vouches for people: foundation/accounts/README.md
SOMLOS_COOKIE = "__Host-somlos" if PRODUCTION else "somlos"
SOMLOS_FRAME = "somlos.surface.pages.selectors.around.frame"
SOMLOS_SIGN_IN_NEEDED = "somlos.surface.pages.views.sign_in.sign_in_needed"

SOMLOS_NAME = environment.text("SOMLOS_NAME", "Sømløs samarbeid")  # what letters call this place
SOMLOS_SITE = environment.text("SOMLOS_SITE", "http://localhost:8000/")  # where letters say to sign in
SOMLOS_SMTP_HOST = environment.text("SOMLOS_SMTP_HOST")  # without a mail server nobody is offered a nudge
SOMLOS_SMTP_PORT = int(environment.text("SOMLOS_SMTP_PORT", "587"))
SOMLOS_SMTP_TLS = environment.text("SOMLOS_SMTP_TLS", "starttls")  # starttls, tls or none
SOMLOS_SMTP_USER = environment.text("SOMLOS_SMTP_USER")
SOMLOS_SMTP_PASSWORD = environment.text("SOMLOS_SMTP_PASSWORD")
SOMLOS_SMTP_SENDER = environment.text("SOMLOS_SMTP_SENDER", "ikke-svar@localhost")
SOMLOS_NUDGE_JITTER = 15 * 60  # seconds a nudge waits at most, so that its time tells nothing
SOMLOS_CAST = "fjordvik.cast.to_try"  # who one can be in demo mode
