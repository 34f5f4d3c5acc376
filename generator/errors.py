"""The errors that a person can mend; anything else is a bug and shows its traceback.

DisconnectionsError
├── UsageError          wrong words on the command line (exit code 2)
├── InputError          a file from outside cannot be read
│   └── UnknownFormat   no source recognises it
├── FetchError          a thread cannot be fetched, or not further
├── PublicationError    something under data/ or mkdocs.yml is wrong
├── ThreadExists        an import would overwrite a thread
│   └── NothingNew      a later capture is the same as the one kept
└── SiteError           the finished site breaks a promise (dead link, name shown)
"""


class DisconnectionsError(Exception):
    """Says where, what is there, what was expected and what to do, in one sentence."""

    exit_code = 1


class UsageError(DisconnectionsError):
    """Wrong words on the command line."""

    exit_code = 2


class InputError(DisconnectionsError):
    """A file from outside cannot be read as what it says it is."""


class UnknownFormat(InputError):
    """No source recognises the file."""


class FetchError(DisconnectionsError):
    """A thread cannot be fetched by its address, or not to the end."""


class PublicationError(DisconnectionsError):
    """Something in the publication's own folders is wrong."""


class ThreadExists(DisconnectionsError):
    """A thread of that slug is already there."""


class NothingNew(ThreadExists):
    """A later capture of a thread is the same as the one that is kept."""


class SiteError(DisconnectionsError):
    """The finished site breaks one of its promises."""
