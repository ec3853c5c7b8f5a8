"""The production server: where it listens, how many processes answer, how long each may take."""

import ctypes
import multiprocessing
import os
from contextlib import suppress

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

# What proxies say of the visitor is read by Django, which trusts as many as TRUSTED_PROXIES
# counts; gunicorn's own FORWARDED_ALLOW_IPS can stay as it is.

# A visitor must not say where the site begins or how it is reached.
forwarder_headers = ""
secure_scheme_headers = {}

accesslog = None  # addresses of residents are personal data; the proxy counts requests
control_socket_disable = True
if os.path.isdir("/dev/shm"):  # noqa: S108 - memory, so that heartbeats never wait for a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108
