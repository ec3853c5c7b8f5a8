"""Stands between a browser and the site and counts every byte on the wire, both ways."""

import socket
import threading
from contextlib import contextmanager

CHUNK = 64 * 1024


class Counter:
    """Bytes that went to the server and came from it."""

    def __init__(self):
        self.up = self.down = 0
        self._lock = threading.Lock()

    def add(self, name, number):
        with self._lock:
            setattr(self, name, getattr(self, name) + number)

    def restart(self):
        with self._lock:
            self.up = self.down = 0


@contextmanager
def counted(port):
    """Serve a site's port through another one; yield that port and its counter."""
    counter = Counter()
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=_let_in, args=(door, port, counter), daemon=True).start()
        yield door.getsockname()[1], counter


def _let_in(door, port, counter):
    while True:
        try:
            browser, _ = door.accept()
        except OSError:  # closed: the script is done
            return
        server = socket.create_connection(("127.0.0.1", port))
        for source, target, way in ((browser, server, "up"), (server, browser, "down")):
            pump = threading.Thread(target=_pump, args=(source, target, way, counter), daemon=True)
            pump.start()


def _pump(source, target, way, counter):
    try:
        while data := source.recv(CHUNK):
            counter.add(way, len(data))
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # either side went away, as browsers do
