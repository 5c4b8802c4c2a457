"""Django's settings, made from `environment`. What an operator may change is there, not here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url

from pacte.config import environment as env
from pacte.config import keys as key_file

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = env.data_dir()
PRODUCTION = env.is_production()
KEYS = (
    key_file.generate(demonstration=True)
    if PRODUCTION and not (DATA_DIR / "keys.json").exists()  # the production checks refuse these
    else key_file.load(DATA_DIR / "keys.json")
)
SECRET_KEY, *SECRET_KEY_FALLBACKS = KEYS["signing"]
DEBUG = False
ALLOWED_HOSTS = env.HOSTS.items
BASE_URL = env.BASE_URL.value.rstrip("/")
SOURCE_URL = env.SOURCE_URL.value
SMS_URL = env.SMS_URL.value

INSTALLED_APPS = [
    "pacte.ground.accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "pacte.ground.web",
    "pacte.ground.jobs",
    "pacte.ground.documents",
    "pacte.ground.messages",
    "pacte.ground.worklist",
    "pacte.ground.field",
    "pacte.ground.audit",
    "pacte.ground.territory",
    "pacte.ground.partners",
    "pacte.ground.indicators",
    "pacte.ground.people",
    "pacte.ground.directory",
    "pacte.ground.agenda",
    "pacte.ground.footfall",
    "pacte.ground.referrals",
    "pacte.ground.pathways",
    "pacte.ground.reception",
    "pacte.ground.data_protection",
    "pacte.prevention.evictions",
    "pacte.prevention.housing_fund",
    "pacte.prevention.social_housing",
    "pacte.prevention.neighbours",
    "pacte.prevention.young_adults",
    "pacte.street.day_centres",
    "pacte.street.meals",
    "pacte.street.shelter",
    "pacte.pact.commitments",
    "pacte.pact.campaigns",
    "pacte.pact.review",
]

MIDDLEWARE = [
    "pacte.ground.web.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "pacte.ground.web.middleware.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "pacte.ground.accounts.middleware.StandingMiddleware",
    "pacte.ground.accounts.middleware.SecondFactorMiddleware",
    "pacte.ground.web.middleware.SwitchedRoomsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pacte.ground.web.languages.SpokenMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "pacte.config.urls"
WSGI_APPLICATION = "pacte.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["pacte.ground.indicators.templatetags.figures"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pacte.ground.web.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "pacte.ground.web.forms.Renderer"

DATABASES = {
    "default": dj_database_url.parse(
        env.DATABASE.value or f"sqlite:///{DATA_DIR / 'pacte.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what was acknowledged survives a power cut.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Rooms below partners ask for a role by this name (declarations.roles).
ROLE_PREDICATE = "pacte.ground.partners.permissions.has_role"
# Rooms that the city has switched off (declarations.rooms).
ROOMS_PREDICATE = "pacte.ground.territory.reads.rooms_off"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "worklist:my_day"
LOGOUT_REDIRECT_URL = "review:home"

ACCOUNT_ADAPTER = "pacte.ground.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "pacte.ground.accounts.forms.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "pacte.ground.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Pacte"
SOCIALACCOUNT_ADAPTER = "pacte.ground.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"provider_class": "pacte.ground.accounts.oidc.provider.Issuer"}}
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
OIDC = {"issuer": env.OIDC_URL.value, "client": env.OIDC_CLIENT.value, "secret": env.OIDC_SECRET.value}
SECOND_FACTOR_ROLES = env.SECOND_FACTOR_ROLES.items
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_NAME = "pacte"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pacte.ground.web.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.TRUSTED_PROXY.is_on:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the limits on sign-in count the visitor's address, not the proxy's

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English"), ("ar", "العربية")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = DATA_DIR / "files"
MEDIA_URL = ""
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.MAIL_URL.value
    else "django.core.mail.backends.dummy.EmailBackend"
)
MAIL_URL = env.MAIL_URL.value
DEFAULT_FROM_EMAIL = env.MAIL_FROM.value
MINORS_DUTY = [part.strip() for part in env.MINORS_DUTY.value.split(";", 1)]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TEST_RUNNER = "django.test.runner.DiscoverRunner"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "pacte.ground.web.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.LOG_LEVEL.value},
    # Every request has its own line (pacte.request): Django's, which quotes paths, speaks of crashes only.
    "loggers": {"django.request": {"level": "ERROR"}},
}
