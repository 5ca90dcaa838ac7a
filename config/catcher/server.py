"""The SMTP side: python -m config.catcher.server FOLDER PORT"""

import asyncio
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from config.catcher.folder import LARGEST, keep


class Keeper:
    """Keeps every message in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        keep(self.folder, envelope.mail_from or "", envelope.rcpt_tos, envelope.original_content or b"")
        return "250 2.0.0 kept"


def anybody(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, login: LoginPassword) -> AuthResult:
    """Every user and password will do: nothing leaves this machine."""
    return AuthResult(success=True, auth_data=login)


async def serve(folder: Path, port: int) -> None:
    """Listens on the loopback until cancelled."""

    def session() -> SMTP:
        return SMTP(
            Keeper(folder),
            hostname="localhost",
            ident="Kind Regards mail catcher",
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            authenticator=anybody,
            auth_required=False,
            auth_require_tls=False,
        )

    server = await asyncio.get_running_loop().create_server(session, host="127.0.0.1", port=port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
