"""What takes long to make is made once in a process: its rows and files are laid out anew for each test that asks."""

import copy
import shutil
from pathlib import Path

from peewee import sort_models

from peerportal.core import clock, db
from peerportal.matching import index
from peerportal.tables import TABLES
from peerportal.web.keeping import shelf
from tests import databases

SEQUENCES = (
    "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
)


class Snapshot:
    """Everything that was there when something had been made: rows, files, and the moment if the clock stood still."""

    def __init__(self, folder, name, made):
        self.made, self.name = copy.deepcopy(made), name
        self.at = clock._stopped_at
        self.database, self.files = Path(folder) / "portal.db", Path(folder) / "files"
        self.own_database, self.own_files = Path(folder) / f"{name}.db", Path(folder) / f"{name}.files"
        shutil.copytree(self.files, self.own_files)
        if databases.is_postgres():
            self._keep_tables()
        else:
            db.database.obj.empty_log()
            assert Path(f"{self.database}-wal").stat().st_size == 0, "somebody still reads"
            shutil.copyfile(self.database, self.own_database)

    def lay(self):
        """Put it all where the portal looks for it; returns a copy of what was made, which the test may change."""
        shutil.rmtree(self.files)
        shutil.copytree(self.own_files, self.files)
        if databases.is_postgres():
            self._lay_tables()
        else:
            self._lay_file()
        # The refs are those of the tests before, so what the process remembers of them would seem to fit.
        index.forget()
        shelf.clear()
        if clock._stopped_at and self.at:
            clock.stand_still(self.at)
        return copy.deepcopy(self.made)

    def _lay_file(self):
        db.database.close()
        for left in (self.database, Path(f"{self.database}-wal"), Path(f"{self.database}-shm")):
            left.unlink(missing_ok=True)
        shutil.copyfile(self.own_database, self.database)
        db.database.connect()

    def _keep_tables(self):
        run = db.database.execute_sql
        run(f'CREATE SCHEMA "{self.name}"')
        self.tables = [table._meta.table_name for table in sort_models(TABLES) if table.select().exists()]
        for table in self.tables:
            run(f'CREATE TABLE "{self.name}"."{table}" AS TABLE public."{table}"')
        self.sequences = run(SEQUENCES).fetchall()

    def _lay_tables(self):
        run = db.database.execute_sql
        with db.database.atomic():
            databases.empty_tables()
            for table in self.tables:
                run(f'INSERT INTO public."{table}" SELECT * FROM "{self.name}"."{table}"')
            for name, last in self.sequences:
                run("SELECT setval(%s::regclass, %s)", (f'public."{name}"', last))


class Snapshots:
    """One of each thing that was made in this process."""

    def __init__(self, folder):
        self._folder, self._taken = folder, {}

    def once(self, make, *given):
        """What `make` makes of what it is given; it must be the same function each time, and the database fresh."""
        if make not in self._taken:
            made = make(*given)
            self._taken[make] = Snapshot(self._folder, f"snapshot_{len(self._taken)}", made)
            return made
        return self._taken[make].lay()
