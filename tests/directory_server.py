"""A small council directory on this machine: OpenID Connect as far as sign-in needs it."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

CLIENT, SECRET = "community-safety", "between the two of us"


class Directory:
    """Signs in whoever `person` says, with these claims; each attribute can be made hostile."""

    def __init__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.directory = self
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.forget()
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def forget(self):
        """Be as a well-kept directory is, with one officer in one group."""
        self.issuer = self.token_issuer = self.url
        self.audience = CLIENT
        self.signs_with = self.key
        self.algorithm = "ES256"
        self.lasts = 300  # seconds
        self.broken = False
        self.userinfo = {}
        self.asked = []  # what was sent to /authorize
        self.person = {
            "sub": "0001",
            "email": "bea@council.example",
            "email_verified": True,
            "name": "Bea Example",
            "preferred_username": "bea.example@council.example",
            "groups": ["Safety officers"],
        }

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, path, sent):
        """Return what an address answers: an object, or None where there is nothing."""
        if self.broken:
            return None
        if path == "/.well-known/openid-configuration":
            pages = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            return {
                "issuer": self.issuer,
                "jwks_uri": f"{self.url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
                **{f"{name}_endpoint": f"{self.url}/{page}" for name, page in pages.items()},
            }
        if path == "/keys":
            key = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [key | {"kid": "1", "alg": "ES256", "use": "sig"}]}
        if path == "/userinfo":
            return {"sub": self.person["sub"]} | self.userinfo
        if path == "/token" and self._is_client(sent):
            return {"access_token": "opens the directory", "id_token": self.token()}
        return None

    def _is_client(self, sent):
        digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        wanted = (CLIENT, SECRET, self.asked[-1]["code_challenge"])
        return (sent["client_id"], sent["client_secret"], challenge) == wanted

    def token(self):
        now = int(time.time())
        claims = {"iss": self.token_issuer, "aud": self.audience, "iat": now}
        claims |= {"exp": now + self.lasts} | self.person
        return jwt.encode(claims, self.signs_with, self.algorithm, headers={"kid": "1"})


class Handler(BaseHTTPRequestHandler):
    """Speaks HTTP for the directory."""

    def do_GET(self):
        address = urlsplit(self.path)
        query = dict(parse_qsl(address.query))
        if address.path == "/authorize":
            self.server.directory.asked.append(query)
            back = urlencode({"code": "once", "state": query["state"]})
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri']}?{back}")
            self.end_headers()
            return
        self._send(self.server.directory.answer(address.path, query))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self._send(self.server.directory.answer(self.path, dict(parse_qsl(body))))

    def _send(self, answer):
        body = json.dumps(answer).encode()
        self.send_response(200 if answer is not None else 500)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""
