### What happened, as the chronicle has it: a sentence without its capital and full stop, in the past tense.
###
### `.card`: the lines of the title card. `.unseen`: the text for those who only hear of it and cannot say
### who it was.

## The day: bells, meals, work, chapel, visits, nights.

level-began = the level began
occasion-called = the bell called { $occasion }
file-left = { $men ->
    [one] a file of { $men } man marched off
   *[other] a file of { $men } men marched off
}
sitting-called = { $men ->
    [one] sitting { $sitting } was called, { $men } man
   *[other] sitting { $sitting } was called, { $men } men
}
sitting-seated = { $men ->
    [one] sitting { $sitting } was seated, { $men } man in { $fill }
   *[other] sitting { $sitting } was seated, { $men } men in { $fill }
}
meal-ended = the meal was over: { $served } of { $expected ->
    [one] { $expected } man was served
   *[other] { $expected } men were served
}
work-called = { $men ->
    [one] { $men } man was sent to work
   *[other] { $men } men were sent to work
}
service-began = { $men ->
    [one] service { $service } began, { $men } man in the pews
   *[other] service { $service } began, { $men } men in the pews
}
visit-began = { $who } was visited by { $visitor }
visit-ended = { $who }'s visit was over
got-stuck = { $who } got stuck { $at }
night-passed = a night passed; the men held the warden just at { $legitimacy }
beat-came = of the film: { $beat }

## Counts and the lock-up.

count-called = count { $count } was called
room-counted = { $men ->
    [one] { $who } counted { $men } man { $at }
   *[other] { $who } counted { $men } men { $at }
}
count-complete = the count was complete: { $counted } of { $book ->
    [one] { $book } man
   *[other] { $book } men
}
count-not-complete = the count was not complete: { $counted } of { $book ->
    [one] { $book } man
   *[other] { $book } men
}
missed-at-count = { $who } was missed at count { $count }
locked-in = { $men ->
    [one] { $men } man was locked in, { $listed } listed at night work, { $missing } elsewhere
   *[other] { $men } men were locked in, { $listed } listed at night work, { $missing } elsewhere
}

## Doors, levers and the lockdown.

tier-called = { $tier } was called
tier-dismissed = { $tier } was to be locked
tier-unlocked = { $who } opened { $tier }
tier-locked = { $who } locked { $tier }
door-called-open = the door { $at } was to be opened
door-called-locked = the door { $at } was to be locked
door-unlocked = { $who } unlocked the door { $at }
door-locked = { $who } locked the door { $at }
locked-down = the prison was locked down
lock-down-ended = the lockdown was lifted

## Officers: shifts, posts, escorts, arms, and what they are informed of.

shift-began = { $officers ->
    [one] the { $shift } shift of { $officers } officer came on
   *[other] the { $shift } shift of { $officers } officers came on
}
shift-day = day
shift-evening = evening
shift-night = night
post-taken = { $who } took over a post { $at }
post-manned = the post { $at } was to be held
post-given-up = the post { $at } was given up
escort-called = { $who } was to be taken away, to a place { $to }
escort-began = { $by } took { $who } away
escort-ended = { $who } was brought { $at }
escort-failed = { $who } could not be brought there
guards-armed = { $officers ->
    [one] { $officers } officer drew arms and went to stand { $at }
   *[other] { $officers } officers drew arms and went to stand { $at }
}
informed = { $who } told { $to } that there would be trouble { $of }
told-on = { $who } told { $to } that { $man } had a weapon

## Searches.

search-called = a search was called { $at }
search-called-of-man = { $man } was to be searched
man-searched = { $who } searched { $man } and found { $found ->
    [0] nothing
    [one] one thing
   *[other] { $found } things
}
cell-searched = { $who } searched { $at-room } and found { $found ->
    [0] nothing
    [one] one thing
   *[other] { $found } things
}
search-failed = { $who } could not get hold of { $man } to search him
item-found = { $who } found { $item } { $at }
item-found-with-man = { $who } found { $item } of { $blamed }'s { $at }

## What is forbidden.

item-made = { $who } came to have { $item } { $at }
item-hidden = { $who } hid { $item } { $at }
item-fetched = { $who } took out { $item } { $at }
item-passed = { $who } passed { $item } to { $to } { $at }

## Offences, hearings, punishments.

offence-seen = { $by } saw { $who } { $at }: { $offence }
offence-reported = { $who } was reported for { $offence }
hearing-convicted = { $who } was heard and found guilty of { $offence }
hearing-cleared = { $who } was heard and cleared of { $offence }
punished = { $who } was given { $days ->
    [one] { $days } day
   *[other] { $days } days
} and lost { $good-time ->
    [one] { $good-time } day of good time
   *[other] { $good-time } days of good time
}
confined-to-dungeon = { $who } was locked in the dungeon
confined-to-cell = { $who } was locked in his own cell
released = { $who } had served his punishment

offence-passing = passing what is forbidden
offence-weapon = a weapon
offence-contraband = having what is forbidden
offence-fighting = fighting
offence-refusal = refusing an order
offence-protest = taking part in a protest
offence-rioting = leading a riot

## Men who have had enough.

grudged = { $men ->
    [one] { $men } man resented { $grievance }
   *[other] { $men } men resented { $grievance }
}
cups-banged = { $men } of { $of ->
    [one] { $of } man
   *[other] { $of } men
} banged their cups { $at }
protest-began = { $others ->
    [0] { $who } protested { $at }
    [one] { $who } and { $others } other protested { $at }
   *[other] { $who } and { $others } others protested { $at }
}
protest-at-table-began = { $others ->
    [0] { $who } pushed back his plate and would not eat { $at }
    [one] { $who } and { $others } other pushed back their plates and would not eat { $at }
   *[other] { $who } and { $others } others pushed back their plates and would not eat { $at }
}
protest-grew = the protest { $at } grew to { $men ->
    [one] { $men } man
   *[other] { $men } men
}
protest-ended = the protest { $at } was over; at its height { $men ->
    [one] { $men } man took part
   *[other] { $men } men took part
}
stood-up = { $who } stood up { $at } and would not have it
desisted = { $who } gave it up { $at }
arrested = { $who } was led off by { $by } { $at }
guards-fell-back = { $guards ->
    [one] { $guards } officer
   *[other] { $guards } officers
} fell back from { $men ->
    [one] { $men } man
   *[other] { $men } men
} { $at }
    .card = { $at-room } is in their hands.

## Riots.

riot-began = it was a riot: { $men ->
    [one] { $men } man held his ground { $at }
   *[other] { $men } men held their ground { $at }
}
    .card =
        A riot.
        { $men ->
            [one] { $men } man holds his ground.
           *[other] { $men } men hold their ground.
        }
room-taken = the rioters took { $at-room }
    .card = { $at-room } is in their hands.
door-opened-by-key = rioters opened the door { $at } by key
door-forced = rioters broke the door { $at } open
tier-freed = rioters let out { $tier }
riot-ended = the riot was over, by { $by }
    .card =
        It is over,
        by { $by }.
toll-taken = counted dead: { $inmates ->
    [one] { $inmates } inmate
   *[other] { $inmates } inmates
}, { $staff } of the staff; { $wounded } wounded; { $held ->
    [one] { $held } officer
   *[other] { $held } officers
} had been held

riot-end-weariness = weariness
riot-end-settlement = a settlement
riot-end-officers = the officers
riot-end-army = the army
riot-end-troopers = the state troopers

## Hostages.

hostage-taken = { $who } was taken hostage by { $by } { $at }
    .card = { $who } is their hostage.
hostage-freed = { $who } was free again
hostage-killed = { $who }, a hostage, was killed by rioters { $at }
    .card =
        { $who }, a hostage,
        is dead.
hostages-moved = the hostages were brought together { $at }
hostages-minded = { $who } minded the hostages { $at }
hostages-lined-up = { $who } had the hostages lined up { $at }
hostages-out-of-reach = { $who } wanted a hostage dead, and nobody could get at them

## Fires.

fire-set = { $who } set fire to { $at-room }
    .unseen = it burns { $at }
    .card = { $at-room } burns.
fire-out = the fire was out { $at }
overcome = { $who } fell in the smoke { $at }
suffocated = { $who } died in the smoke { $at }

## Demands and answers; water and light.

demands-made = the rioters said what they wanted: { $demands }
    .card =
        They say what they want:
        { $demands }.
demands-refused = the warden refused
    .card = The warden refuses.
demands-unanswered = the rioters had no answer in time, and took it for a refusal
    .card = The warden does not answer.
demands-met = the warden granted { $demands }
    .card = The warden gives in.
demands-stalled = { $times ->
    [one] the warden put the rioters off
   *[other] the warden put the rioters off, { $times } times by now
}
    .card = They are put off.
talks-began = { $who } was heard for the rioters
water-cut = the water was cut off
    .card = No water.
water-restored = the water ran again
light-cut = the light was cut off
    .card = No light.
light-restored = the lamps burned again

demand-food = better food
demand-blows = an end of the beatings
demand-amnesty = an amnesty for all who are punished
demand-hearing = a hearing of their complaints

## State troopers and the army.

troopers-called = { $troopers ->
    [one] the state troopers were called, { $troopers } man
   *[other] the state troopers were called, { $troopers } men
}
    .card = The state troopers are called.
troopers-arrived = { $troopers ->
    [one] the state troopers came, { $troopers } man
   *[other] the state troopers came, { $troopers } men
}
    .card = The state troopers are here.
army-called = { $soldiers ->
    [one] the army was called, { $soldiers } soldier
   *[other] the army was called, { $soldiers } soldiers
}
    .card = The army is called.
army-arrived = { $soldiers ->
    [one] the army came, { $soldiers } soldier
   *[other] the army came, { $soldiers } soldiers
}
    .card = The army has come.
storm-began = { $force ->
    [one] { $force } man went in to take the prison back from { $men }
   *[other] { $force } men went in to take the prison back from { $men }
}
    .card = They go in.
storm-beaten-back = those who had gone in were driven out
    .card = They are driven out again.
gate-breached = tanks broke the gates { $at }
wall-breached = tanks broke through the wall { $at }
    .card = The wall is down.

## Blows, weapons, wounds, deaths.

man-beaten = { $by } beat { $who } { $at }, { $seen ->
    [0] and nobody saw it
    [one] and one man saw it
   *[other] and { $seen } men saw it
}
went-for = { $who } went for { $whom } { $at }
grasped-for = { $who } went for what { $whom } had in his hand { $at }
overpowered = { $who } was overpowered by { $by } { $at }
disarmed = { $who } took { $item } from { $of } { $at }
killed = { $who } was killed by { $by } { $at }
wounded = { $who } was wounded { $at }
wounded-by = { $who } was wounded by { $by } { $at }
died-of-wounds = { $who } died of his wounds { $at }
got-well = { $who } was well again
shot-dead = { $who } was shot dead { $at }

## What is built and torn down.

tile-torn-down = { $tile } was torn down { $at }
tile-built = { $tile } was built { $at }
sealed-in = { $men ->
    [one] { $who } is sealed in
   *[other] { $men } people are sealed in, { $who } among them
}
unsealed = nobody is sealed in any more
work-ordered = { $who } ordered the masons to build { $tile } { $at }
clearing-ordered = { $who } ordered the masons to clear the ground { $at }
work-called-off = { $who } called off the building of { $tile } { $at }
breach-mended = { $tile } was built up again { $at }

## Players, screenplays, orders.

seat-taken = somebody took the seat of { $who }
seat-left = the seat of { $who } was left
walk-ordered = { $who } set out for { $at-room }
timetable-followed = { $who } goes by the bell again
order-failed = an order failed ({ $order }): { $why }
amended = it was ordered otherwise: { $what }
