"""Two lists of made-up people, one of them spoiled in the ways that staff lists are spoiled."""

import random

NAMES = """
    Michael Mike Jennifer Jen Christopher Chris Jessica Jess David Dave Elizabeth Liz James Jim
    Patricia Trish Robert Bob Susan Sue William Bill José Pepe Francisco Paco Guadalupe Lupe
    Thomas Tom Deborah Debbie Daniel Dan Katherine Kate Matthew Matt Rebecca Becky Joseph Joe
    Victoria Vicki Timothy Tim Pamela Pam Anthony Tony Stephanie Steph Kenneth Ken Margaret Peggy
    Andrew Drew Cynthia Cindy
"""
FORMAL, FORMS = NAMES.split()[::2], NAMES.split()[1::2]
SHORT = dict(zip(FORMAL, FORMS, strict=True))
OTHER = "Maria Joshua Edward Angela Latoya Tamika Keisha Darnell Wei Priya Ngoc Fatima Omar Olga"
GIVEN = [*SHORT, *OTHER.split(" ")]
START = "Bar Cal Dun El Far Gar Hal Ken Lan Mar Nor Ol Pen Quin Ros Sal Tor Ul Van Wes"
END = "ton ley son ez field man wood ford ski worth ham by stein dal rose ker low ner"
STARTS, ENDS = START.split(" "), END.split(" ")
COMMON = ["Smith", "Johnson", "Garcia", "Rodriguez", "Lee", "Nguyen", "Brown", "Williams"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
HEADS = ("First", "Last", "DOB", "Zip Code")


def typo(name, rng):
    at = rng.randrange(1, len(name))
    kinds = (
        name[:at] + name[at + 1 :],
        name[:at] + rng.choice(LETTERS) + name[at + 1 :],
        name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
    )
    return rng.choice(kinds)


def surname(rng):
    return rng.choice(COMMON) if rng.random() < 0.25 else rng.choice(STARTS) + rng.choice(ENDS)


def person(rng):
    day = (rng.randint(1960, 1993), rng.randint(1, 12), rng.randint(1, 28))
    return rng.choice(GIVEN), surname(rng), day, f"3{rng.randint(0, 60):04}"


def written(day):
    return "{1}/{2}/{0}".format(*day) if day else ""


def spoiled(who, rng, noise):
    given, last, (year, month, day), place = who
    happens = lambda share: rng.random() < share * noise  # noqa: E731
    given = SHORT.get(given, given) if happens(0.1) else given
    last = surname(rng) if happens(0.05) else last
    last = f"{last}-{surname(rng)}" if happens(0.04) else last
    given = typo(given, rng) if happens(0.04) else given
    last = typo(last, rng) if happens(0.04) else last
    month, day = (day, month) if day <= 12 and happens(0.05) else (month, day)
    day = day + 1 if happens(0.02) else day
    given, last = (last, given) if happens(0.01) else (given, last)
    place = f"3{rng.randint(0, 60):04}" if happens(0.2) else place
    return given, last, None if happens(0.05) else (year, month, day), place


def two_lists(seed, *, left=600, right=1800, both=420, noise=1.0):
    """Return two lists as columns and the places of the true pairs."""
    rng = random.Random(seed)
    people = [person(rng) for _ in range(left + right - both)]
    for place in range(0, len(people), 33):  # namesakes
        people[place] = (*people[place - 1][:2], *people[place][2:])
    ours = [(number, people[number]) for number in range(left)]
    theirs = [
        (number, spoiled(people[number], rng, noise))
        for number in [*range(both), *range(left, len(people))]
    ]
    rng.shuffle(ours)
    rng.shuffle(theirs)
    where = {number: place for place, (number, _) in enumerate(theirs)}
    truth = {(place, where[n]) for place, (n, _) in enumerate(ours) if n in where}
    return columns(who for _, who in ours), columns(who for _, who in theirs), truth


def columns(people):
    rows = [(given, last, written(day), place) for given, last, day, place in people]
    return {head: [row[at] for row in rows] for at, head in enumerate(HEADS)}


def shuffled(table, seed):
    """Return the list in another order, and the old place of each new row."""
    order = list(range(len(next(iter(table.values())))))
    random.Random(seed).shuffle(order)
    return {head: [column[row] for row in order] for head, column in table.items()}, order


def reached(found, truth):
    """Return precision of automatic links, and F1 with those looked at decided rightly."""
    automatic = {(pair.left, pair.right) for pair in found.automatic}
    looked = {(pair.left, pair.right) for pair in found.review} & truth
    linked = automatic | looked
    return (
        len(automatic & truth) / len(automatic),
        2 * len(linked & truth) / (len(linked) + len(truth)),
    )
