/*
 * Two vaults with one keyring, each with an anchor of its own, and PINs that are handed over between
 * them, for `spin`.
 *
 *   spin -a handover.pml && gcc -O2 -DSAFETY -DCOLLAPSE -o pan pan.c && ./pan -m400000 -E
 *
 * Somebody has the disks of both: puts any state aside, brings it back to either vault, kills, and
 * offers any state to be taken. That counting itself is right is shown by pin.pml; here a count, its
 * anchor and the answer are one step, and a kill falls between writing a state and moving the anchor.
 *
 * What must hold, in every order of events: released <= BUDGET.
 *
 * Variants, each of which must FAIL, as proof that the check can:
 *   -DTICKET_TWICE     a ticket stays good after it was used
 *   -DGIVES_AT_ONCE    gives in one step, so that a kill leaves a state that may be taken elsewhere
 *                      while the anchor still accepts the one before
 */

#define BUDGET   1
#define MOST     6      /* changes, to keep the search finite */

#define KEEPS    1
#define GAVE     2
#define WAITS    3
#define LEAVES   4

/* A state on disk: a name for its content that no two contents share, the name of the content before
   it on this vault's anchor, whose anchor that is, what the vault is, and the tries counted. */
typedef Disk {
  byte content;
  byte before;
  byte owner;
  byte role;
  byte ticket;
  byte failed
}

Disk disk[2];
Disk kept[2];
byte anchor[2];
byte next_content = 3;
byte next_ticket = 1;
byte released = 0;
byte changes = 0;

inline copy(from, to) {
  to.content = from.content;
  to.before = from.before;
  to.owner = from.owner;
  to.role = from.role;
  to.ticket = from.ticket;
  to.failed = from.failed
}

/* What a start accepts: the newest of this vault, or the one whose move is still to be made. */
#define IS_OURS(me)     (disk[me].owner == me && (anchor[me] == disk[me].content || anchor[me] == disk[me].before))
#ifdef TICKET_TWICE
#define MAY_TAKE(me,k)  (disk[me].ticket == kept[k].ticket)
#else
#define MAY_TAKE(me,k)  (disk[me].role == WAITS && disk[me].ticket == kept[k].ticket)
#endif

/* A new state of this vault, and then, unless it is killed in between, the anchor. */
inline write(me) {
  changes++;
  disk[me].before = anchor[me];
  disk[me].content = next_content;
  disk[me].owner = me;
  next_content++;
  if
  :: anchor[me] = disk[me].content
  :: moved = false
  fi
}

/* The start: the last move is made if it was not. */
inline start(me) {
  anchor[me] = disk[me].content;
  moved = true
}

inline take(me, k) {
  start(me);
  disk[me].role = KEEPS;
  disk[me].failed = kept[k].failed;
#ifndef TICKET_TWICE
  disk[me].ticket = 0;
#endif
  write(me)
}

proctype Vault(byte me) {
  bool moved;
  do
  :: atomic { changes < MOST && IS_OURS(me) && disk[me].role == KEEPS && disk[me].failed < BUDGET ->
       start(me);
       disk[me].failed++;
       write(me);
       if
       :: moved -> released++
       :: else -> skip
       fi }
  :: atomic { changes < MOST && IS_OURS(me) && disk[me].role != WAITS &&
              (disk[me].role == GAVE || disk[me].failed == 0) && next_ticket < 3 ->
       start(me);
       disk[me].role = WAITS;
       disk[me].ticket = next_ticket;
       next_ticket++;
       write(me) }
  /* To whatever ticket the operator, or somebody else, names. First it is said to the anchor that
     this vault counts no longer; only the state after that may be taken. */
  :: atomic { changes < MOST && IS_OURS(me) && disk[me].role == KEEPS ->
       start(me);
#ifdef GIVES_AT_ONCE
       disk[me].role = GAVE;
#else
       disk[me].role = LEAVES;
#endif
       if
       :: disk[me].ticket = 1
       :: disk[me].ticket = 2
       fi;
       write(me) }
  :: atomic { changes < MOST && IS_OURS(me) && disk[me].role == LEAVES ->
       start(me);
       disk[me].role = GAVE;
       write(me) }
  :: atomic { changes < MOST && IS_OURS(me) && kept[0].role == GAVE && MAY_TAKE(me,0) ->
       take(me,0) }
  :: atomic { changes < MOST && IS_OURS(me) && kept[1].role == GAVE && MAY_TAKE(me,1) ->
       take(me,1) }
  :: changes >= MOST -> break
  od
}

/* Whoever has the disks. */
proctype Host() {
  do
  :: atomic { copy(disk[0], kept[0]) }
  :: atomic { copy(disk[0], kept[1]) }
  :: atomic { copy(disk[1], kept[0]) }
  :: atomic { copy(kept[0], disk[0]) }
  :: atomic { copy(kept[1], disk[0]) }
  :: atomic { copy(kept[0], disk[1]) }
  :: changes >= MOST -> break
  od
}

init {
  atomic {
    disk[0].content = 1; disk[0].owner = 0; disk[0].role = KEEPS;
    disk[1].content = 2; disk[1].owner = 1; disk[1].role = WAITS; disk[1].ticket = next_ticket;
    next_ticket++;
    anchor[0] = 1;
    anchor[1] = 2;
    copy(disk[0], kept[0]);
    copy(disk[0], kept[1]);
    run Vault(0);
    run Vault(1);
    run Host()
  }
}

active proctype Monitor() {
  atomic { released > BUDGET -> assert(false) }
}
