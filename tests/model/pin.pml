/*
 * PIN counts, an anchor, crashes, restored and cloned disks, a deleted anchor, and re-enrolment, for
 * `spin`.
 *
 *   spin -a pin.pml && gcc -O2 -DSAFETY -DCOLLAPSE -o pan pan.c && ./pan -m400000
 *
 * Two enclaves may run at once (a clone); there is one disk for each, a place where somebody keeps an
 * old disk, and one anchor. A host starts, kills, copies and restores as it likes. It names one of two
 * records, `1` being the one that an old backup has; re-enrolling makes a record anew, which never has
 * an old one's name. With -DANCHOR_GOES it also deletes the anchor, whenever it likes, and puts the
 * very first state back, which sums up nothing; then there is one enclave, or the search would be long.
 *
 * What must hold, in every order of events:
 *   released[r] <= BUDGET      of no record more tries are answered than it has
 *   an answer is given only after the anchor stands where this very state put it
 *
 * Variants, each of which must FAIL, as proof that the check can:
 *   -DEVALUATE_FIRST           answers before it counts
 *   -DANCHOR_LAST              answers before it moves the anchor
 *   -DCOUNTER                  an anchor that knows how many changes there were, and not which
 *   -DNO_ANCHOR                none at all
 *   -DSAME_NAME                re-enrolling gives an old record a new count
 *   -DSET_UP_FOR_ANY           (with ANCHOR_GOES) sets a missing anchor up for whatever state there is
 *   -DOLD_SECRETS              (with ANCHOR_GOES) sets it up for the first state as that was, so that
 *                              the states that once followed it fit the new anchor too
 */

#define BUDGET   1
#define RECORDS  2
#define MOST     4      /* changes, to keep the search finite */

#define FIRST    1      /* the number of the state that sums up nothing: there are no records in it */

/* A state on disk: its number, a name for its content that no two contents share, the name of the
   content before it, which secret moves its anchor, and the tries counted for each record. */
typedef Disk {
  byte number;
  byte content;
  byte before;
  byte secret;
  byte failed[RECORDS];
  bool there
}

Disk disk[2];
Disk kept;                 /* what somebody put aside */
Disk first;                /* the one that everything began with: somebody put that aside too */
bool anchor_there = true;
byte anchor_secret = 1;    /* without it, nobody moves the anchor or makes one that passes for it */
byte anchor = 2;           /* the content, or with COUNTER the number, that it stands for */
byte next_content = 3;     /* hashes do not collide */
byte next_secret = 2;
byte released[RECORDS];
bool anchored_first = true;
byte changes = 0;

#define PROVED(d)         (anchor_there && anchor_secret == d.secret)

#ifdef COUNTER
#define STANDS_AT(d)      (PROVED(d) && anchor == d.number)
#define STANDS_BEFORE(d)  (PROVED(d) && anchor + 1 == d.number)
#define EXTEND(d)         anchor = anchor + 1
#else
#define STANDS_AT(d)      (PROVED(d) && anchor == d.content)
#define STANDS_BEFORE(d)  (PROVED(d) && anchor == d.before)
/* Extending from where one did not think it was gives what nobody knows. */
#define EXTEND(d)         anchor = (anchor == d.before -> d.content : 255)
#endif

inline copy(from, to) {
  to.number = from.number;
  to.content = from.content;
  to.before = from.before;
  to.secret = from.secret;
  to.failed[0] = from.failed[0];
  to.failed[1] = from.failed[1];
  to.there = from.there
}

/* The new state is written whole, in one transaction, from what this enclave has in memory. */
inline write(me, r, count) {
  changes++;
  stood = false;
  copy(memory, next);
  next.before = memory.content;
  next.content = next_content;
  next_content++;
  next.number = memory.number + 1;
  next.failed[r] = count;
  copy(next, disk[me])
}

/* An anchor that was deleted is made anew, at its beginning, for the state in memory. */
inline set_up() {
  anchor_there = true;
  anchor_secret = memory.secret;
  anchor = 0
}

/* The first state once more, and another than before: with secrets and a content of its own. */
inline begin_anew() {
  changes++;
  memory.secret = next_secret;
  next_secret++;
  memory.content = next_content;
  next_content++;
  copy(memory, disk[me])
}

inline release(r) {
  released[r]++;
#ifndef NO_ANCHOR
  anchored_first = anchored_first && stood
#endif
}

/* One enclave: it starts, answers, and may be killed between any two steps. */
proctype Enclave(byte me) {
  Disk memory;             /* the state that it goes on from */
  Disk next;               /* the one that it is writing */
  byte r;
  bool stood;              /* it has seen the anchor stand where `next` put it */
off:
  do
  :: atomic { disk[me].there -> copy(disk[me], memory) };
     /* Accept, finish, or refuse. */
#ifdef NO_ANCHOR
     goto on
#else
     if
     :: atomic { STANDS_AT(memory) -> skip }; goto on
     :: atomic { STANDS_BEFORE(memory) && !STANDS_AT(memory) -> EXTEND(memory) }; goto on
#ifdef SET_UP_FOR_ANY
     :: atomic { !anchor_there -> set_up(); anchor = memory.content }; goto on
#endif
#ifdef ANCHOR_GOES
     :: atomic { !anchor_there && memory.number == FIRST && changes < MOST ->
#ifdef OLD_SECRETS
          changes++
#else
          begin_anew()
#endif
        };
        if
        :: goto off         /* killed here */
        :: skip
        fi;
        atomic { set_up() };
        if
        :: goto off
        :: skip
        fi;
        if
        :: atomic { STANDS_BEFORE(memory) -> EXTEND(memory) }; goto on
        :: else -> goto off
        fi
#endif
     :: else -> skip
     fi
#endif
  :: changes >= MOST -> goto end
  od;
on:
  do
  :: changes < MOST ->
     if
     :: r = 0
     :: r = 1
     fi;
     if
     :: memory.failed[r] >= BUDGET || memory.number == FIRST -> skip
     :: memory.failed[r] < BUDGET && memory.number != FIRST ->
#ifdef EVALUATE_FIRST
        atomic { released[r]++ };
        if
        :: goto off       /* killed here */
        :: skip
        fi;
#endif
        atomic { write(me, r, memory.failed[r] + 1) };
        if
        :: goto off
        :: skip
        fi;
#ifdef ANCHOR_LAST
        atomic { release(r) };
        if
        :: goto off
        :: skip
        fi;
#endif
#ifndef NO_ANCHOR
        /* Look, move, look again: somebody else may have moved in between. */
        if
        :: atomic { STANDS_BEFORE(next) -> skip }
        :: else -> goto off
        fi;
        atomic { EXTEND(next) };
        if
        :: goto off
        :: skip
        fi;
        if
        :: atomic { STANDS_AT(next) -> stood = true; copy(next, memory) }
        :: else -> goto off
        fi;
#else
        atomic { copy(next, memory) };
#endif
#if !defined(EVALUATE_FIRST) && !defined(ANCHOR_LAST)
        atomic { release(r) }
#else
        skip
#endif
     fi
#ifdef SAME_NAME
  :: changes < MOST ->
     /* The owner sets a new PIN, and the record of the old backup gets a new count. */
     atomic { write(me, 1, 0) };
     if
     :: atomic { STANDS_BEFORE(next) -> EXTEND(next); copy(next, memory) }
     :: else -> goto off
     fi
#endif
  :: goto off             /* killed while it waits */
  :: changes >= MOST -> break
  od;
end:
  skip
}

/* Whoever has the disks. */
proctype Host() {
  do
  :: atomic { disk[0].there -> copy(disk[0], kept) }
  :: atomic { disk[1].there -> copy(disk[1], kept) }
  :: atomic { kept.there -> copy(kept, disk[0]) }
  :: atomic { kept.there -> copy(kept, disk[1]) }
#ifdef ANCHOR_GOES
  :: atomic { copy(first, disk[0]) }
  :: anchor_there = false
#endif
  :: changes >= MOST -> break
  od
}

init {
  atomic {
    first.number = FIRST;
    first.content = 1;
    first.secret = 1;
    first.there = true;
    copy(first, disk[0]);
    disk[0].number = FIRST + 1;
    disk[0].content = 2;
    disk[0].before = 1;
    run Enclave(0);
#ifndef ANCHOR_GOES
    run Enclave(1);
#endif
    run Host()
  }
}

/* Asserted wherever it may change: a monitor beside the others. */
active proctype Monitor() {
  atomic {
    (released[0] > BUDGET || released[1] > BUDGET || !anchored_first) -> assert(false)
  }
}
