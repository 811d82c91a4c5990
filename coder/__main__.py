"""`python -m coder`: the same as the command `coder`."""

from __future__ import annotations

from coder.cli import main

if __name__ == "__main__":
    main(prog_name="coder")
