"""The portal: `python app.py` serves, `python app.py worker` does the work for later, `app:app` is the WSGI entry."""

from __future__ import annotations

import sys

from peerportal import create_app
from peerportal.core.settings import Settings, UnsafeSettings


def main(arguments: list[str]) -> int:
    """Serve, or work; 2 when the settings are unsafe."""
    from peerportal import serve

    try:
        settings = Settings.from_env()
        settings.check()
        return serve.worker(settings) if arguments == ["worker"] else serve.serve(settings)
    except UnsafeSettings as problem:
        print(problem, file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
else:
    app = create_app()
