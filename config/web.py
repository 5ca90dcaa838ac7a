"""gunicorn's settings, for `manage.py up` and for the container: gunicorn --config python:config.web"""

import os

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from config.tether import die_with

wsgi_app = "config.wsgi:application"
bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")  # in a container; `up` says 127.0.0.1
worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 15
max_requests = 0
accesslog = None
loglevel = "warning"
control_socket_disable = True


def post_fork(_server: Arbiter, worker: Worker) -> None:
    die_with(worker.ppid)
