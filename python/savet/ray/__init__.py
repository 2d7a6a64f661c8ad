"""A large job on a Ray cluster, by Ray Data: ``pip install savet[ray]``.

::

    import savet.ray

    savet.ray.extract("/shared/решения", "/shared/dataset", recognisers=16)

Three stages. A file is *routed*: how many of its pages are pictures. Pages that are pictures are *recognised* by a pool of its own size,
for one of them costs ten thousand times as much as a page of text; what the engine says goes into a folder that all stages share. Then each
shard of the plan is *parsed* in a folder of its own, and no engine is run any more. What becomes of the shards is ``savet merge``: it sees to
it that every file of the plan is there once, and writes what a single ``savet extract`` would have written, byte for byte.

A worker that dies is started again by Ray, and goes on where it was: a recognised page is remembered, a finished document stands in its
shard's ledger. A file that kills its process costs itself alone, as with ``--isolate``: it is a row with ``status`` ``failed``. A job
that was stopped goes on when it is called again.

``out``, and the files, must lie where every node of the cluster sees them by the same path. Files of an object store are brought there first.
"""

from ._fetch import fetch
from ._pipeline import extract
from ._partition import partition

__all__ = ["extract", "fetch", "partition"]
