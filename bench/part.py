"""One part in a process of its own, with the settings of its environment: python -m bench.part PART ARGUMENT…"""

import json
import sys
from collections.abc import Callable

import django

django.setup()

from bench import letters, memory, nudges, pages  # noqa: E402 (models can be imported only now)
from bench.grounds import Figures  # noqa: E402

PARTS: dict[str, Callable[..., Figures]] = {
    "letters": letters.measure,
    "memory": memory.measure,
    "nudges": nudges.measure,
    "pages": pages.measure,
}

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](*sys.argv[2:])))
