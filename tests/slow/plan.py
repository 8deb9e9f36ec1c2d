"""How many processes are killed where. Each test does exactly what stands here, and says so."""

from __future__ import annotations

SEED = 20260701

# Failpoint → kills. The web server's process that answers requests.
WEB = {
    "backup.put": 10,
    "backup.commit": 10,
    "unlock.spent": 5,
    "unlock.answered": 5,
    "recover.telling": 5,
    "recover.told": 5,
}
# At a random moment of a whole change, on each database.
WEB_ANYWHERE = {"sqlite": 20, "postgresql": 10}

# A worker dies for each place; then one that has an older copy to retire.
PLACES = 4
SYNC = [
    "sync.claimed",
    "sync.checking",
    "sync.writing",
    "sync.reading_back",
    "sync.switching",
    "sync.proved",
    "sync.recorded",
    "sync.retiring",
]
RETIRING_WORKERS = 1
RESTORE = {
    "restore.claimed": 4,
    "restore.fetched": 4,
    "restore.written": 4,
    "restore.recorded": 4,
}
DRILLS = {"drills.claimed": 4, "drills.recorded": 4}
MOVES = ["moves.claimed", "moves.looked", "moves.left", "moves.removing", "moves.removed"]
CLOUDS = {"clouds.claimed": 4, "clouds.scheduled": 4}
NOTICES = {"notices.claimed": 4, "notices.sent": 4}

BROKER = 30
ENCLAVE = 30

# Of workers and the broker, while this many copies are made; see many_kills.py.
MANY_KILLS, MANY_COPIES = 100, 1_000
POSTGRESQL_KILLS = 20

TOTAL = (
    sum(WEB.values())
    + sum(WEB_ANYWHERE.values())
    + len(SYNC) * (PLACES + RETIRING_WORKERS)
    + sum(RESTORE.values())
    + sum(DRILLS.values())
    + len(MOVES)
    + sum(CLOUDS.values())
    + sum(NOTICES.values())
    + BROKER
    + ENCLAVE
)
