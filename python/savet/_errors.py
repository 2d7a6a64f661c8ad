"""Errors with the stable codes of savet."""


class Error(Exception):
    """Something that savet could not do.

    ``code`` is stable from version to version and the same as in ``documents.error``; ``next_step`` says in a sentence what to do about
    it; ``source`` is the file, where there is one.
    """

    def __init__(self, code: str, message: str, next_step: str = "", source: str = ""):
        super().__init__(code, message, next_step, source)
        self.code = code
        self.message = message
        self.next_step = next_step
        self.source = source

    def __str__(self) -> str:
        about = f"{self.source}: " if self.source else ""
        step = f"; {self.next_step}" if self.next_step else ""
        return f"{about}{self.message} [{self.code}]{step}"


class DocumentError(Error):
    """A document cannot be processed: damaged, empty, of no format that savet reads."""


class EncryptedError(DocumentError):
    """The document asks for a password."""


class LimitError(DocumentError):
    """The document is larger, or takes longer, than ``limits`` allow."""


class NotFoundError(Error, FileNotFoundError):
    """There is no such file or folder, or no file fits the pattern."""


class JobError(Error):
    """A job could not run at all: nothing to read, or the dataset cannot be written."""


# Codes of jobs, as the library's `JobError` has them.
_JOB = frozenset(
    ["no_input", "output_not_writable", "disk_full", "output_busy", "output_foreign", "no_threads", "interrupted", "empty_folder", "empty_archive", "output_is_shard",
     "files_missing", "not_a_shard", "version_differs", "options_differ"]
)


def of(code: str, message: str, next_step: str, source: str) -> Error:
    """The exception that belongs to a code."""
    kind: type[Error] = DocumentError
    if code in ("not_found", "no_match"):
        kind = NotFoundError
    elif code in _JOB or code.startswith(("shard_", "plan_", "file_")):
        kind = JobError
    elif code.endswith("encrypted"):
        kind = EncryptedError
    elif code.startswith("limit_"):
        kind = LimitError
    return kind(code, message, next_step, source)
