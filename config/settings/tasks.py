"""Celery. The database is the queue; a task is only a doorbell that says "look now".

So a task may be lost or rung twice and nothing is: no result, no retry, no time to come, nothing in it but a
primary key. What a lost bell missed, the sweeps find.
"""

from config import env

# redis://host:6379/0, rediss://…, or redis+socket:///path. The default is nobody: a bell that rings in vain.
CELERY_BROKER_URL = env.text("REDIS_URL") or "redis://127.0.0.1:1/0"

CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_TIMEZONE = "UTC"

# A page must not wait for a broker that is down or hangs: one try, one second. (A worker waits longer: see
# celery_app.)
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "retry_on_timeout": False,
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker comes back whenever the broker does

# Every entry is an interval of seconds, so the clock has nothing to remember between two runs.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
SWEEP_SECONDS = 5
CELERY_BEAT_SCHEDULE = {
    f"{app}-sweep": {
        "task": f"{app}.tasks.sweep",
        "schedule": SWEEP_SECONDS,
        # A sweep that has waited until the next is due is not needed any more.
        "options": {"expires": SWEEP_SECONDS},
    }
    for app in ("correspondence", "reminders", "declines")
}
