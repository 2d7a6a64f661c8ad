"""Bulgarian council documents as typed rows and Arrow tables.

One document::

    import savet

    record = savet.extract("решение.pdf")
    for amount in record.amounts:
        print(amount.value, amount.currency, amount.page, amount.quote)

Many, read in parallel while they are taken, without copying, by whatever takes Arrow streams::

    amounts = polars.DataFrame(savet.extract_many("решения/", table="amounts"))
    tables = savet.extract_tables("решения/")     # every table, in memory
    savet.build("решения/", "dataset")            # the files that `savet extract` writes

Personal data is masked as on the command line, unless ``redact=False``. Nothing goes over a network. What cannot be read is an
:class:`Error` with a stable ``code`` where one document was asked for, and a row of ``documents`` with ``status`` ``failed`` otherwise.
"""

from . import _rows
from ._api import Limits, Tables, build, extract, extract_many, extract_tables, merge, plan, schema, shard
from ._errors import DocumentError, EncryptedError, Error, JobError, LimitError, NotFoundError
from ._record import Box, Record
from ._rows import *
from ._savet import RULES_VERSION, Stream, Table
from ._savet import VERSION as __version__

__all__ = [
    "RULES_VERSION",
    "Box",
    "DocumentError",
    "EncryptedError",
    "Error",
    "JobError",
    "LimitError",
    "Limits",
    "NotFoundError",
    "Record",
    "Stream",
    "Table",
    "Tables",
    "__version__",
    "build",
    "extract",
    "extract_many",
    "extract_tables",
    "merge",
    "plan",
    "schema",
    "shard",
]
__all__ += _rows.__all__
