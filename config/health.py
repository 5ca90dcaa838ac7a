"""Whether this process serves: `GET /health/`, and `python -m config.health`, which asks it from inside."""

import http.client
import os
import sys
from urllib.parse import urlsplit

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers, 503 when it does not. Redis is not asked: pages work without it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


def ask(port: int, host: str) -> bool:
    """True when the web server on this machine answers well to the name by which people know it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/", headers={"Host": host})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")
    site = urlsplit(os.environ.get("SITE_URL", "http://localhost"))
    sys.exit(not ask(int(bind.rpartition(":")[2]), site.netloc))
