### What the bell calls to, what men hold against the administration.

called-to-bell = to rise
called-to-count = to a count
called-to-meal = to a meal
called-to-work = to work
called-to-yard = to the yard
called-to-rest = to the cells
called-to-chapel = to chapel
called-to-visits = to visits
called-to-lock-up = to lock-up
called-to-lights-out = lights out

## As in "it came of ...".

grievance-food = the food
grievance-unfed = meals that did not come
grievance-beaten = blows they had from officers
grievance-saw-beaten = men they saw beaten
grievance-punished = punishments they had
grievance-saw-punished = punishments of others
grievance-saw-killed = men they saw killed
grievance-refused = refusals
grievance-thirst = water that was cut off

## Beats of the film, as in "of the film: ...".

beat-food-protest = Butch began a protest over the food, and the hall took it up
beat-dungeon = Butch was locked in the dungeon for the protest
beat-knife-passed = Butch's knife went from hand to hand before he was searched, and came to Kent
beat-forewarned = the warden armed officers because of what Kent told
beat-prison-taken = Butch's men took much of the prison, and officers, while the gate held
beat-ultimatum = Butch said what the men wanted, with officers in their hands
beat-hostage-killed = the warden refused, and Butch had the captain of the guard killed
beat-army-tanks = the army came, and its tanks broke the gates
beat-morgan-takes-gun = Morgan disarmed a man who held the officers
beat-hostages-locked-in = Morgan locked the officers in, out of reach of the men
beat-kent-killed = Kent died in the fire when the prison was taken back
beat-unknown = a beat that is not known

## What is called to, as on a timetable that hangs on a wall.

title-bell = Rise
title-count = Count
title-breakfast = Breakfast
title-dinner = Dinner
title-supper = Supper
title-work = Work
title-yard = Yard
title-rest = Cells
title-chapel = Chapel
title-visits = Visits
title-lock-up = Lock-up
title-lights-out = Lights out
# What is on, whatever the timetable says.
title-lockdown = Lockdown

## What a line of the timetable asks, after its title.

asks-count = to be done within { $within }
asks-meal = { $sittings ->
    [one] { $sittings } sitting
   *[other] { $sittings } sittings
}, { $eat } at the table, until { $until }
asks-chapel = { $services ->
    [one] { $services } service
   *[other] { $services } services
} of { $each }
asks-visits = { $men ->
    [one] { $men } man is
   *[other] { $men } men are
} visited, { $each } each
asks-lock-up = all behind a locked gate by { $by }
asks-until = until { $until }

## Where a man is called to next.

call-work = Work: { $job }
call-no-work = Work: none, to his cell
call-night-work = Night work: { $job }

## What a man suffers from who lacks something.

lack-food = hunger
lack-sleep = tiredness
lack-space = crowding
lack-occupation = idleness

## Somebody whose name the reader does not know.

# Somebody, by the name that the reader knows.
person-named = { $who }
person-number = number { $number }
person-inmate = an inmate
person-officer = an officer
person-warden = the warden
person-soldier = a soldier
person-trooper = a state trooper
person-stranger = a stranger
