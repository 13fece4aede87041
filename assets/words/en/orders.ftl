### Orders: what each is called on its button, and what is said of it.
###
### .tip says what it does. .click says what to click on, for orders that want a tile. .waits is said of an
### order that waits for the clock to go on, after "Ordered, from the next moment on:"; without it nothing is
### said.

## What persons do whose seat is taken.

order-take-seat = Take a seat
    .tip = Search for a man; his dossier has the button
order-leave-seat = Leave the seat
    .tip = He does again as the rules have it
order-walk-to = Walk to
    .tip = He goes there and stays until told otherwise
    .click = Click where he shall go.
    .waits = to go to { $at-room }
order-follow-timetable = Follow the timetable
    .tip = He goes where the bell and his duty call him
    .waits = to follow the timetable

## What inmates do.

order-pass-item = Pass something on
    .tip = From hand to hand, to a man beside him; an officer who looks up sees it
    .waits = to pass { $item } to { $to }
order-hide-item = Hide something
    .tip = Within a hand's reach; a search may find it
    .click = Click where he shall hide it, within his reach.
    .waits = to hide { $item } { $at }
order-take-item = Feel for something hidden
    .tip = Within a hand's reach; what is hidden there he takes, his own before another's
    .click = Click where he shall feel for it, within his reach.
    .waits = to feel for what is hidden { $at }
order-inform-warden = Warn the warden
    .tip = He tells an officer near him, for the warden, that there will be trouble in a room within a day
    .click = Click the room in which there will be trouble.
    .waits = to tell the warden of trouble { $at } within { $hours } h
order-protest = Stand up
    .tip = He stands up and will not have it, whatever the odds; others may follow
    .waits = to stand up
order-desist = Give it up
    .tip = He leaves the protest or the riot, and keeps out of it for a while
    .waits = to give it up
order-attack = Go for somebody
    .tip = He goes for him with what he has; who falls, and who sees it, shows then
    .about = Go for { $whom }
    .waits = to go for { $whom }
order-disarm = Take a man's weapon
    .tip = He goes for the weapon the other has on him
    .about = Take the weapon of { $whom }
    .waits = to disarm { $whom }
order-set-fire = Set fire
    .tip = He sets fire to the room he is in, if those about him let him; get out of it then
    .waits = to set fire

## What the warden orders.

order-lock-down = Lock down
    .tip = The whole house, at once
    .waits = a lockdown
order-end-lock-down = End the lockdown
    .tip = The whole house, at once
    .waits = the end of the lockdown
order-lock-door = Lock a door
    .tip = An officer who keeps its key goes and locks it. It stays locked until it is ordered unlocked, or a lockdown ends
    .click = Click the door that shall be locked.
    .waits = the door { $at } to be locked
order-unlock-door = Unlock a door
    .tip = An officer who keeps its key goes and unlocks it
    .click = Click the door that shall be unlocked.
    .waits = the door { $at } to be unlocked
order-man-post = Man a post
    .tip = This shift and those that follow hold it
    .click = Click the post that shall be held.
    .waits = the post { $at } to be held
order-leave-post = Give up a post
    .tip = It is held no more
    .click = Click the post that shall be given up.
    .waits = the post { $at } to be given up
order-amend-timetable = Change the timetable
    .tip = What the bell calls to, and when
    .waits = { $change }
order-plan-work = Plan a work
    .tip = Built or torn down on one square metre
    .about = Build { $build }
    .click = Click where { $build } shall be.
    .waits = { $build } { $at }
order-amend-level = Amend the level
    .tip = The level's files are edited

## Searches.

order-search-man = Search a man
    .tip = An officer goes to him and searches him
    .about = Search { $man }
    .waits = { $man } to be searched
order-search-cell = Search a cell
    .tip = An officer searches it, and the men in it
    .click = Click the cell that shall be searched.
    .waits = a search { $at }
order-search-block = Search a block
    .tip = Officers search every cell along a gallery, one after the other
    .click = Click the gallery whose cells shall be searched.
    .waits = every cell to be searched { $at }

## Answers to a riot.

order-talk-to-rioters = Talk to the rioters
    .tip = Their spokesman is heard: it takes time, and eases them
    .waits = the rioters to be heard
order-stall-rioters = Put the rioters off
    .tip = An answer comes later; each time it is believed less
    .waits = the rioters to be put off
order-concede-demands = Concede their demands
    .tip = All they demand is granted, and costs what it costs
    .waits = the demands to be granted
order-refuse-demands = Refuse their demands
    .tip = A violent leader may answer for it with a hostage
    .waits = the demands to be refused
order-cut-water = Cut off the water
    .tip = Thirst wears them out, and is held against you
    .waits = the water to be cut off
order-restore-water = Restore the water
    .tip = The water runs again
    .waits = the water to run again
order-cut-light = Cut off the light
    .tip = In the dark they see less of you, and you of them
    .waits = the light to be cut off
order-restore-light = Restore the light
    .tip = The lamps burn again
    .waits = the lamps to burn again
order-storm-prison = Storm the prison
    .tip = Whoever is there goes in; most who die in a riot die then
    .waits = the prison to be stormed
order-call-troopers = Call the state troopers
    .tip = They come within hours, with rifles
    .waits = the state troopers to be called
order-call-army = Call the army
    .tip = It comes within hours, with soldiers and tanks
    .waits = the army to be called

# A line of the timetable that is set, or taken away.
line-set = { $line } { $occasion }
line-struck = { $line } struck

## The headings of the menu of orders.

heading-seats = Seats
heading-himself = Himself
heading-contraband = What he should not have
heading-house = The house
heading-doors = Doors
heading-posts = Posts
heading-day = The day
heading-works = Works
heading-crisis = Answers to a riot
heading-searches = Searches
heading-level = The level

## Why an order is refused, or came to nothing: after "Not now:".

refusal-no-such-giver = nobody of that number is here to give it
refusal-only-for-oneself = one decides for oneself only
refusal-only-warden = only the warden gives that order
refusal-only-author = only the author of the level amends it
refusal-only-warden-and-officers = only the warden and officers on duty order a search
refusal-no-such-person = there is no such person
refusal-dead = he is dead
refusal-only-inmates = only inmates do that
refusal-kept = he is in the officers' hands
refusal-helpless = he can go nowhere: he is held, wounded or dead
refusal-wounded = he is wounded, and in no state to

refusal-seat-taken = the seat is taken
refusal-seat-not-taken = take the seat first
refusal-follows-timetable = he follows the timetable already
refusal-nowhere-to-stand = nobody can stand there
refusal-on-his-way = he is there, or on his way there

refusal-carries-nothing = he has nothing on him that is forbidden
refusal-carries-no-such-thing = he has no such thing on him
refusal-lost-it = he does not have it any more
refusal-has-it-already = he has it already
refusal-nobody-to-give-it-to = that is no man to give it to
refusal-person-out-of-reach = he is not within a hand's reach
refusal-place-out-of-reach = that is not within a hand's reach
refusal-no-hiding-place = nothing can be hidden there
refusal-nothing-hidden = there is nothing hidden there

refusal-no-door = there is no door there
refusal-no-lock = a doorway has no lock
refusal-no-keys = he has no keys
refusal-door-out-of-reach = that door is not within a hand's reach
refusal-door-locked = the door is locked already
refusal-door-unlocked = the door is open already
refusal-off-the-map = that is off the map
refusal-edge-of-the-map = the edge of the map stays as it is
refusal-furniture-there = furniture stands there; works change floors, walls and doors only
refusal-no-work = works build floors, walls, fences, bars and doors only
refusal-built-already = that stands there already
refusal-ordered-already = the masons have been ordered to build that there already
refusal-somebody-there = somebody stands there

refusal-locked-down = the prison is locked down already
refusal-not-locked-down = there is no lockdown to end
refusal-bad-amendment = { $why }
refusal-too-few-employed = the three shifts would have { $wanted } officers, and { $employed } are employed; more need a restart with the same seed

refusal-no-post = there is no officer's post there
refusal-post-held = the post is held already
refusal-nobody-on-duty = no officer is on duty to hold it
refusal-posts-full = { $posts } of the { $officers } officers on duty hold posts, and the others see to levers, doors and counts; give up another post first
refusal-post-not-held = nobody holds that post

refusal-no-officers = there is no officer to search
refusal-only-inmates-searched = only inmates are searched
refusal-searched-already = he is to be searched already
refusal-no-cell = there is no cell there
refusal-cell-searched-already = that cell is to be searched already
refusal-no-block = there is no block of cells there
refusal-only-inmates-inform = only inmates inform
refusal-too-far-ahead = nobody knows what comes in more than { $hours } hours, or in none
refusal-no-room = that is no place where anything could come
refusal-outside-the-wall = the warden guards what is within the wall
refusal-too-many-warnings = the warden has been told enough for one day
refusal-warned-already = he has told it already
refusal-no-officer-near = no officer is near enough to be told in passing

refusal-at-it-already = he is at it already
refusal-nothing-to-give-up = there is nothing he could give up
refusal-locked-in = he is locked in, and nobody would see it
refusal-himself = that is he himself
refusal-another-room = he is not in the same room
refusal-out-of-sight = he is out of his sight
refusal-goes-for-him = he goes for him already
refusal-no-quarrel = he has nothing to settle with them
refusal-only-inmates-disarmed = weapons are taken from inmates only
refusal-not-reached = he could not get at him
refusal-other-unarmed = the other had no weapon on him
refusal-only-rioters = only rioters do that
refusal-burns-already = it burns already
refusal-no-fuel = there is nothing that would burn
refusal-men-would-burn = there are men in it who could not get out
refusal-others-prevent-it = too many others were there, and would not let him

refusal-no-riot = there is no riot
refusal-stormed-no-talk = the prison is being stormed; nobody listens any more
refusal-stormed-already = the prison is being stormed already
refusal-granted = what they want has been granted
refusal-no-demands = they have made no demands yet
refusal-being-heard = their spokesman is being heard already
refusal-no-deadline = while their spokesman is heard, no deadline passes
refusal-not-believed = they have been refused, and believe no promise
refusal-refused-already = they have been refused already
refusal-water-cut = the water is cut off already
refusal-water-runs = the water runs
refusal-light-cut = the light is cut off already
refusal-lamps-burn = the lamps burn
refusal-nobody-to-storm = there is nobody to storm it with
refusal-relief-here = { $force } are here
refusal-relief-on-its-way = { $force } are on their way; they come at { $at }
refusal-no-relief = { $force } have nobody to send
relief-troopers = the state troopers
relief-army = the soldiers

refusal-too-many-orders = the run has been given { $most } orders, and a replay holds no more; save it and begin anew
refusal-too-many-amendments = the level has been amended { $most } times; begin anew with what it says now
refusal-nobody-gives = there is nobody to give the order
refusal-not-in-this-prison = there is no { $key } in this prison
refusal-has-none = he does not have { $kind } on him
refusal-no-such-place = there is no such place now
refusal-not-readable = { $why }
refusal-not-carried-out = the prison lacks what the order is carried out with
