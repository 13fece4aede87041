### What is told at the table: notices, kinds of trouble, the crisis, a person, a place, overlays.

bell-rings = the bell: { $occasion }
house-is-full =
    Built for { $built }.
    Tonight { $men }.

## A person: what he is, what the book says, what he does, and since when one has not seen him.

office-inmate = No. { $number }
office-officer = officer, badge { $number }
office-warden = warden
office-civilian = of the town
office-walker = walker
office-soldier = soldier
office-trooper = state trooper
office-and-age = { $years ->
    [one] { $office }, { $years } year old
   *[other] { $office }, { $years } years old
}
office-and-berth = { $office }, { $berth }
inmate-not-known = an inmate you do not know
from-outside = somebody from outside
seen-ago = seen { $long } ago
not-here = not here
nobody-told-where = nobody has told you where

fact-group = Group
fact-sentence = Sentence
fact-berth = Berth
fact-work = Work
fact-next = Next
fact-shift = Shift
fact-duty = Duty
fact-for-money = For money
sentence-none = none
sentence-life = life
sentence-years = { $years ->
    [one] { $years } year
   *[other] { $years } years
}
work-none = none
is-dead = He is dead
duty-response = waits with the response team
looks-away = looks away, and brings things in

does-stand = stands
does-rest = rests
does-sleep = sleeps
does-eat = eats
does-work = works
does-exercise = is in the yard
does-pray = prays
does-visit = sits in the visiting room
does-guard = stands guard
does-round = makes his round
does-task = sees to a lock or a count
does-off-duty = is off duty
does-walk = walks
does-protest = protests
does-riot = riots
does-captive = is held by inmates
does-respond = goes where there is trouble
does-fall-back = has fallen back
does-storm = sweeps the prison
does-dead = is dead
does-confined = is locked in for punishment
does-attack = goes for another
does-wounded = is wounded
does-flee = keeps away from the fire

goes-in-file = marches in a file
goes-walking = walks
goes-at-door = stands before a door
goes-not = stands and waits
goes-to = { $goes }, { $to }
bound-for-berth = bound for his berth
bound-for-mess-hall = bound for the mess hall
bound-for-work = bound for his work
bound-for-yard = bound for the yard
bound-for-chapel = bound for chapel
bound-for-visit = bound for the visiting room
bound-for-post = bound for his post
bound-on-round = on his round
bound-for-task = to see to a lock or a count
bound-off-duty = off duty
bound-with-others = with the others
bound-captive = led off
bound-for-trouble = to where there is trouble
bound-for-gate = back to the gate
bound-out-of-smoke = out of the smoke
bound-against-rioters = against the rioters
bound-for-lock-up = to be locked in
bound-at-somebody = at somebody
bound-for-hospital = to the hospital

because-earlier = earlier, { $what }
because-at = { $at } { $what }

## The crisis.

crisis-rioting = Rioting
crisis-protesting = Protesting
crisis-in-their-hands = In their hands
crisis-hostages = Hostages
crisis-dead = Dead
crisis-age = This news is
crisis-demands = Demands
crisis-answer = Answer
crisis-troopers = State troopers
crisis-army = Army
men = { $men ->
    [one] one man
   *[other] { $men } men
}
up-to-old = up to { $long } old
called-on-the-way = called at { $at }, on the way
called-and-here = called at { $at }, here
not-told = Something you were not told of

## Kinds of trouble, and what one can do about them.

topic-fight = Blows
topic-weapon = A weapon found
topic-missing = A man missing
topic-protest = Protests
topic-ground = Ground lost
topic-riot = Riots
topic-fire = Fire
topic-hostage = Hostages
topic-demands = Demands and answers
topic-shots = Shots
topic-army = The army

advice-observer-look = Look there, and ask why.
advice-observer-protest = Lay unrest and fear over the map.
advice-observer-ground = Lay control over the map.
advice-observer-fire = Look there: it burns for an hour or two.
advice-observer-crisis = Open the crisis, and ask why.
advice-warden-fight = Look who struck; harshness costs you the men's trust.
advice-warden-weapon = Have the block searched.
advice-warden-missing = Lock down, and count again.
advice-warden-protest = See that officers are near, or lock down.
advice-warden-ground = Lock the doors that still hold.
advice-warden-fire = Nobody puts it out before the room is yours again.
advice-warden-crisis = Decide at the crisis desk.
advice-warden-shots = Nothing calls a bullet back.
advice-warden-army = Keep your officers out of the way.
advice-inmate-shots = Get off the floor they come over.
advice-inmate-search = Expect a search.
advice-inmate-fire = Get out of the smoke.
advice-inmate-riot = Choose where you stand; it is remembered.

## A place: a cell, a room, what stands there, whether a door is locked.

cell-named = cell { $name }
cell-door-named = the door of cell { $name }
tile-at = { $tile } { $at }
tile-in-room = { $room }: { $tile }
door-is-locked = { $door }, locked
door-is-not-locked = { $door }, not locked
door-lock-not-known = { $door }, of which you do not know whether it is locked

## What is laid over the map.

overlay-density = Crowding
overlay-waits = Waits
overlay-sight = Sight
overlay-zones = Rooms
overlay-needs = Needs
overlay-unrest = Unrest
overlay-fear = Fear
overlay-control = Control

legend-density = where three or more men stand together; strongest from 4 men per square metre on
legend-waits = who waits, and how long; strongest from 5 minutes on
legend-sight-of-officers = what the officers on duty see
legend-sight-of-warden = what you see, and the officers on duty
legend-sight = what you see
legend-zones = rooms by use; locked doors are filled in
legend-needs = each man's worst need; strongest when he cannot bear it
legend-unrest = how much the men of a place hold against the prison; from a fifth of the strength on, they would act if nobody guarded them
legend-unrest-seen = men you see who defy the prison, as a share of the men there
legend-fear = how surely men expect to be caught if they act; strongest where all would be caught
legend-control = rooms the men hold, rooms with officers, and the doors between
legend-control-seen = where rioters and officers were seen last, and the doors between

zone-ways = ways
zone-cells = cells
zone-meals = meals
zone-work = work
zone-yard = yard
zone-staff = officers
zone-care = chapel, hospital, visits
zone-outside = outside

hold-officers = officers are there
hold-contested = fought over
hold-men = in the men's hands
hold-frontier = door between
