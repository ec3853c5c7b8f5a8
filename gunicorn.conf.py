"""The production server: where it listens, how many processes answer, how long each may take."""

import ctypes
import multiprocessing
import os
import threading
from contextlib import suppress

from django.apps import apps
from gunicorn.http import message

# What a photo took goes back to the system at once. Left alone, glibc keeps 250 MB a process.
with suppress(AttributeError, OSError):  # another C library
    ctypes.CDLL(None).mallopt(-3, 1024 * 1024)  # M_MMAP_THRESHOLD, bytes

# Loopback, for a proxy on the same machine that ends TLS; a container sets HOST=0.0.0.0.
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count() + 1))
worker_class = "gthread"  # a slow phone holds one thread, not a whole process
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # one copy of the code in memory; a broken setting stops start-up at once

timeout = 30  # seconds; the slowest request decodes a 50-megapixel photo
graceful_timeout = 30
keepalive = 5
max_requests = 5000  # a worker starts afresh now and then, at different times
max_requests_jitter = 500

# Whoever pastes a long text into the one box gets our page and not gunicorn's error: 10,000
# characters take 120,000 bytes in the scripts that need most. gunicorn reads any limit above its
# own constant as that constant, and none at all is no bound.
limit_request_line = message.MAX_REQUEST_LINE = 128 * 1024

# What proxies say of the visitor is read by Django, which trusts as many as TRUSTED_PROXIES
# counts; gunicorn's own FORWARDED_ALLOW_IPS can stay as it is.

# A visitor must not say where the site begins or how it is reached.
forwarder_headers = ""
secure_scheme_headers = {}

accesslog = None  # addresses of residents are personal data; the proxy counts requests
control_socket_disable = True
if os.path.isdir("/dev/shm"):  # noqa: S108 - memory, so that heartbeats never wait for a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def post_worker_init(worker):
    """Make the index of the one box before somebody waits for it, and without holding up pages."""
    if apps.ready and apps.is_installed("faq"):
        threading.Thread(target=_make_index, args=(worker.log,), daemon=True).start()


def _make_index(log):
    from django.db import connection

    from faq import index

    try:
        index.is_ready()
    except Exception as fault:  # a plain search answers, and the next search tries again
        log.warning("no search index at start-up: %s", type(fault).__name__)
    finally:
        connection.close()
