"""`make bench`: the pages behind the real server, side by side with a bare Flask view."""

from __future__ import annotations

from bench.serve import main

if __name__ == "__main__":
    raise SystemExit(main())
