"""Every environment variable Nianlun knows; the reference page is printed from this list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One environment variable."""

    name: str
    """As it is written in the environment."""

    default: str
    """What holds when it is not set, in words or as a value."""

    meaning: str
    """What it decides."""


VARIABLES = (
    Variable(
        name="NIANLUN_MODE",
        default="development",
        meaning="`development` or `production`; production refuses to start with unsafe settings.",
    ),
    Variable(
        name="NIANLUN_DEBUG",
        default="0",
        meaning="1 shows Django's own error pages with source code; refused in production.",
    ),
    Variable(
        name="NIANLUN_DATA",
        default="./var",
        meaning="Folder of everything Nianlun writes: SQLite file, source files, search index, static files.",
    ),
    Variable(
        name="DATABASE_URL",
        default="SQLite in the data folder",
        meaning="`postgresql://user:password@host:5432/name`, "
        "with `?sslmode=require` where the network asks for it.",
    ),
    Variable(
        name="NIANLUN_SECRET_KEY",
        default="in development a file in the data folder, made at the first start",
        meaning="Signs sessions and links; at least 50 random characters. Required in production.",
    ),
    Variable(
        name="NIANLUN_SECRET_KEY_FILE",
        default="",
        meaning="A file that holds the secret key, instead of the key in the environment.",
    ),
    Variable(
        name="NIANLUN_ALLOWED_HOSTS",
        default="localhost,127.0.0.1,[::1] in development",
        meaning="Host names the site answers to, with commas between them. "
        "Required in production; never `*`.",
    ),
    Variable(
        name="NIANLUN_ORIGINS",
        default="",
        meaning="Addresses people open, such as `https://nianlun.example.gov.cn`. "
        "Required in production; https only.",
    ),
    Variable(
        name="NIANLUN_PROXY_HOPS",
        default="0",
        meaning="Number of reverse proxies in front; "
        "their `X-Forwarded-For` and `-Proto` are believed, no others.",
    ),
    Variable(
        name="NIANLUN_TIME_ZONE",
        default="Asia/Shanghai",
        meaning="Time zone of dates and hours on pages.",
    ),
    Variable(
        name="NIANLUN_UPLOAD_MAX_MB",
        default="200",
        meaning="Largest upload in megabytes, all files of one request together.",
    ),
    Variable(
        name="NIANLUN_UPLOAD_MAX_FILES",
        default="200",
        meaning="Most files in one upload.",
    ),
    Variable(
        name="NIANLUN_WATCHED_FOLDER",
        default="",
        meaning="Folder whose new files are imported by the clock; empty: none is watched.",
    ),
    Variable(
        name="NIANLUN_WATCHED_UNIT",
        default="the root unit",
        meaning="Number of the unit that owns what the watched folder delivers.",
    ),
    Variable(
        name="NIANLUN_PACKS",
        default="packs in the data folder",
        meaning="Folder of the county's own packs, which may extend those that come with Nianlun.",
    ),
    Variable(
        name="NIANLUN_API_RATE",
        default="120/m",
        meaning="Requests one API token may make: a number per `s`, `m` or `h`.",
    ),
    Variable(
        name="NIANLUN_MAIL_HOST",
        default="",
        meaning="Mail server that takes the mails; empty: they are filed in `mail` in the data folder.",
    ),
    Variable(
        name="NIANLUN_MAIL_SECURITY",
        default="starttls",
        meaning="`starttls`, `ssl` or `none`; a password is never sent with `none`.",
    ),
    Variable(
        name="NIANLUN_MAIL_PORT",
        default="587 for `starttls`, 465 for `ssl`, 25 for `none`",
        meaning="Port of the mail server.",
    ),
    Variable(
        name="NIANLUN_MAIL_FROM",
        default="",
        meaning="Address the mails come from, such as `nianlun@office.example`; needed with a mail server.",
    ),
    Variable(
        name="NIANLUN_MAIL_USER",
        default="",
        meaning="User name at the mail server; empty: it asks for none.",
    ),
    Variable(
        name="NIANLUN_MAIL_PASSWORD",
        default="",
        meaning="Password at the mail server; needed with a user name.",
    ),
    Variable(
        name="NIANLUN_MAIL_PASSWORD_FILE",
        default="",
        meaning="A file that holds this password, instead of the password in the environment.",
    ),
    Variable(
        name="NIANLUN_DIGEST_HOUR",
        default="7",
        meaning="Hour of the day, 0 to 23, from which the additions of the day before are mailed.",
    ),
    Variable(
        name="NIANLUN_LOG_LEVEL",
        default="INFO",
        meaning="`DEBUG`, `INFO`, `WARNING` or `ERROR`; "
        "logs never hold names, telephone numbers or document text.",
    ),
)
