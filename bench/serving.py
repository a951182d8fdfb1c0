"""Serves what is measured over HTTP, as the product is served: granian, one worker process with one thread.

Run by `bench.over_http` with a free port; bare Flask stands beside the product in the same process.
"""

import json
import os
import sys

from granian import Granian
from granian.constants import Interfaces
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from bench.application import bare_flask, keep_page, measured_app

GIVEN = "BENCH_GIVEN"
LIST = "/families"


def make() -> DispatcherMiddleware:
    """The product with its references, and bare Flask below /bare."""
    given = json.loads(os.environ[GIVEN])
    app = measured_app(given["database_url"])
    keep_page(app, "list", LIST, given["cookie"])
    return DispatcherMiddleware(app, {"/bare": bare_flask()})


def main() -> None:
    """Serve on the port that is given."""
    Granian(
        "bench.serving:make",
        factory=True,
        address="127.0.0.1",
        port=int(sys.argv[1]),
        workers=1,
        blocking_threads=1,
        interface=Interfaces.WSGI,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main()
