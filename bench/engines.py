"""What one would take instead, from an engine of text search: SQLite's FTS5, PostgreSQL's pg_trgm, tantivy."""

from __future__ import annotations

import os
import re
import sqlite3
from typing import Any

from bench.rivals import TOP, InMemory, Words

_TOKEN = re.compile(r"\w+")
SCRATCH = "peerportal_bench"


class Fts5(InMemory):
    """Any of the sought terms as a phrase; three letters in a row are the least it can look for."""

    name = "SQLite FTS5 trigram"

    def __init__(self, words: Words) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute(
            "CREATE VIRTUAL TABLE offers USING fts5(line, tokenize = 'trigram', detail = 'full')"
        )
        rows = enumerate(words.joined)
        self._db.executemany("INSERT INTO offers (rowid, line) VALUES (?, ?)", rows)
        self._db.execute("INSERT INTO offers (offers) VALUES ('optimize')")

    def ten(self, seeks: list[str]) -> list[int]:
        phrases = ['"' + text.replace('"', "") + '"' for text in seeks if len(text) > 2] or ['"zzz"']
        found = self._db.execute(
            "SELECT rowid FROM offers WHERE offers MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(phrases), TOP),
        )
        return [row for (row,) in found]

    def close(self) -> None:
        self._db.close()


class Tantivy(InMemory):
    """Any word of the sought terms, one letter off at most from four letters on."""

    name = "tantivy, fuzzy words"

    def __init__(self, words: Words) -> None:
        import tantivy

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("row", stored=True)
        builder.add_text_field("line")
        self._schema = builder.build()
        index = tantivy.Index(self._schema)
        writer = index.writer(heap_size=200_000_000, num_threads=2)
        for row, line in enumerate(words.joined):
            writer.add_document(tantivy.Document(row=row, line=line))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def ten(self, seeks: list[str]) -> list[int]:
        words = dict.fromkeys(word for text in seeks for word in _TOKEN.findall(text.casefold()))
        query = self._tantivy.Query.boolean_query(
            [(self._tantivy.Occur.Should, self._word(word)) for word in words]
        )
        hits = self._searcher.search(query, TOP).hits
        return [self._searcher.doc(address)["row"][0] for _, address in hits]

    def _word(self, word: str) -> Any:
        query = self._tantivy.Query
        if len(word) < 4:
            return query.term_query(self._schema, "line", word)
        return query.fuzzy_term_query(self._schema, "line", word, distance=1)


class PgTrgm:
    """Lines that resemble the sought terms at all, by similarity; in a scratch database of its own."""

    name = "PostgreSQL pg_trgm"

    def __init__(self, words: Words) -> None:
        import psycopg

        self._server = postgres()
        with psycopg.connect(self._server, autocommit=True, connect_timeout=3) as server:
            server.execute(f"DROP DATABASE IF EXISTS {SCRATCH}_trgm")
            server.execute(f"CREATE DATABASE {SCRATCH}_trgm")
        self._db = psycopg.connect(self._server, dbname=f"{SCRATCH}_trgm", autocommit=True)
        self._db.execute("CREATE EXTENSION pg_trgm")
        self._db.execute("CREATE TABLE offers (row integer, line text)")
        with self._db.cursor().copy("COPY offers FROM STDIN") as copy:
            for row in enumerate(words.joined):
                copy.write_row(row)
        self._db.execute("SET maintenance_work_mem = '512MB'")
        self._db.execute("CREATE INDEX ON offers USING gin (line gin_trgm_ops)")
        self._db.execute("ANALYZE offers")

    def ten(self, seeks: list[str]) -> list[int]:
        sought = ", ".join(seeks).casefold()
        found = self._db.execute(
            "SELECT row FROM offers WHERE line %% %s ORDER BY similarity(line, %s) DESC LIMIT %s",
            (sought, sought, TOP),
        )
        return [row for (row,) in found]

    def close(self) -> None:
        import psycopg

        self._db.close()
        with psycopg.connect(self._server, autocommit=True) as server:
            server.execute(f"DROP DATABASE {SCRATCH}_trgm")


def postgres() -> str:
    """The server to measure on; raises OSError when none was named."""
    url = os.environ.get("TEST_DATABASE_URL", "")
    if not url:
        raise OSError("TEST_DATABASE_URL is not set")
    return url
