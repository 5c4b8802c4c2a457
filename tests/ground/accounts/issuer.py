"""An OpenID Connect issuer in the ProConnect shape, in this process: with its userinfo as a signed JWT."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "pacte-test"
KEYS = {name: rsa.generate_private_key(public_exponent=65537, key_size=2048) for name in ("published", "other")}


@dataclass
class Issuer:
    """What it will answer; a test changes one thing and sees what happens."""

    address: str = ""
    sub: str = "sub-1"
    email: str = "agent@ville.example"
    verified: bool = True
    nonce: str = ""
    changes: dict[str, Any] = field(default_factory=dict)  # of the identity token's claims
    person_changes: dict[str, Any] = field(default_factory=dict)  # of the userinfo's
    signed_by: str = "published"
    person_signed_by: str = "published"
    named: str = ""  # the issuer that the discovery document names, when it lies
    as_json: bool = False
    asked: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)

    def identity(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.address, "aud": CLIENT, "sub": self.sub, "iat": now, "exp": now + 60,
            "nonce": self.nonce, "acr": "eidas1",
        }  # fmt: skip
        return self._sign(claims | self.changes, self.signed_by)

    def person(self) -> dict[str, Any]:
        claims = {"sub": self.sub, "email": self.email, "email_verified": self.verified, "usual_name": "Fictive"}
        return claims | self.person_changes

    def person_token(self) -> str:
        return self._sign({"iss": self.address, "aud": CLIENT} | self.person(), self.person_signed_by)

    def _sign(self, claims: dict[str, Any], key: str) -> str:
        return jwt.encode(claims, KEYS[key], "RS256", headers={"kid": "published"})

    def document(self) -> dict[str, Any]:
        return {
            "issuer": self.named or self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/jwks",
            "end_session_endpoint": f"{self.address}/session/end",
        }


def _published() -> dict[str, Any]:
    key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEYS["published"].public_key()))
    return {"keys": [key | {"kid": "published", "alg": "RS256", "use": "sig"}]}


def _handler(issuer: Issuer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            match urlsplit(self.path).path:
                case "/.well-known/openid-configuration":
                    self.answer(issuer.document())
                case "/jwks":
                    self.answer(_published())
                case "/userinfo" if issuer.as_json:
                    self.answer(issuer.person())
                case "/userinfo":
                    self.send(issuer.person_token().encode(), "application/jwt")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            issuer.asked.append((self.path, parse_qs(body)))
            self.answer({"access_token": "opaque", "token_type": "Bearer", "id_token": issuer.identity()})

        def answer(self, value: dict[str, Any]) -> None:
            self.send(json.dumps(value).encode(), "application/json")

        def send(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    return Handler


@contextmanager
def running() -> Iterator[Issuer]:
    """An issuer on a port of its own, for as long as the block lasts."""
    issuer = Issuer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(issuer))
    issuer.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
