### The panels over the map, and the dossier beside it.

## In every panel

button-refused = Refused: { $why }.

## How much news matters

grade-note = note
grade-event = event
grade-warning = warning
grade-alarm = alarm

## The names of panels

panel-search = Search
panel-orders = Orders
panel-charts = The day in curves
panel-chronicle = What happened
panel-check = Check of the level
panel-saves = Saves
panel-settings = Settings
panel-keys = Keys
panel-menu = Menu
panel-crisis = Crisis
panel-why = Why

## The day in curves

charts-observer = The whole house, a point each minute.
charts-warden = Of the men in sight. Nobody tells you what men need and how just they hold you to be.
charts-inmate = Waits and defiance of the men in sight; needs, and what is held just, are your own.
curve-riot = riot
curve-protest = protest
curve-just = just
curve-morale = morale
charts-begins = The curves begin here: a save does not hold those of before.
charts-defy = Men who defy the prison
charts-legitimacy = How just the warden is held
charts-officers = Morale of the officers
charts-waits = Men who wait, by reason
charts-hurt = Men whom a need hurts
charts-mean = Needs, on average
unit-men = men
unit-percent = %
curve = { $name } { $value } { $unit }
curve-now = now
wait-locked = a locked door
wait-queue = a queue
wait-ordered = an order
wait-sally-port = the sally port
wait-blocked = no way

## The check of the level

check-observer-only = Only the observer looks into the level's files.
check-findings = { $findings ->
        [0] Nothing is odd about this level.
        [one] One thing is worth a look.
       *[other] { $findings } things are worth a look.
    }
check-grave = { $findings ->
        [one] One of them keeps the day from taking place.
       *[other] { $findings } of them keep the day from taking place.
    }
check-finding = { $number }. { $what }
check-remedy = To mend it: { $remedy }.
check-look = Look at { $number }
check-look-tip = { $place }: column { $column }, row { $row } of the map

## What happened

chronicle-show = Show
chronicle-everything = everything
chronicle-events = events
chronicle-warnings = warnings
chronicle-alarms = alarms only
chronicle-from-grade = From the grade "{ $grade }" up
chronicle-row = { $time }{"  "}{ $what }
chronicle-row-tip = Look there, and select the man, if it is about one
chronicle-nothing = Nothing you were told of.

## The dossier

dossier-unknown = Nobody has told you anything of him.
dossier-old-news = Out of sight: this is old news, and he may be anywhere by now
dossier-fact = { $what }:
dossier-because = Because
dossier-all-known = That is all you know of him.
dossier-need = { $need } { $percent } %
dossier-need-tip = { $need } { $percent } %: it hurts from { $hurts } % on, and cannot be borne at 100 %
need-unbearable = unbearable
need-hurts = hurts
need-felt = felt
need-slight = slight
need-none = none
dossier-follow = Follow
dossier-stop-following = Stop following
dossier-follow-tip = Keep him in the middle of the picture
dossier-look = Look
dossier-look-tip = Bring where he is, or was seen last, to the middle
dossier-leave-seat = Leave his seat
dossier-take-seat = Take his seat
dossier-take-seat-tip = See what he sees, and decide what he does
dossier-close = Close the dossier

## The search

search-type = Type a part of a name, a number, a cell or a room. Enter picks, arrows move.
search-nothing = Nobody you know and no place has such a name.
search-first = The first { $men } men. Type more to narrow it.
search-hint = a man or a place
search-label = Search for a man or a place
search-man = { $name } · { $detail }
search-place = Place: { $name }

## Why

why-ask = Why?
why-ask-tip = What caused it, and what followed from it
why-held-against = What the men held against the house
why-held = { $rank }. { $what }: { $percent } %
why-of-what = Ask it of a notice, a report or a line of the chronicle.
why-first = this was the first question
why-back = Back
why-back-tip = To the question before
why-not-on-record = That is no longer on the record.
why-because = Because
why-followed = What followed from it
why-ask-this = Ask why of this

## The crisis desk

crisis-quiet = The house is quiet, as far as you know.
crisis-may-order = What you may order
crisis-story = The story
crisis-reports = Reports
crisis-not-known = What nobody saw or reported is not known here.

## Orders

orders-waiting = Ordered, from the next moment on: { $orders }.
# One order, and those that were given after it.
orders-one-more = { $first }; { $rest }
orders-held-locked = Held locked by order: the door { $door }.
orders-not-now = Not now: { $why }.
orders-of-the-warden = Locks, posts, works and the timetable are the warden's to order.
orders-select-first = select him first, on the map or by search
orders-click-the-map = { $order }: click on the map
hands-hide = Hide { $item }
hands-pass = Pass { $item } to { $who }
hands-nobody-near = nobody stands within a hand's reach

## The timetable to write in

day-change = Change the timetable
day-line = { $time } { $occasion }
day-ordered = ordered: { $occasion }
day-ordered-struck = ordered: struck
day-ordered-tip = From the next moment on, as soon as the clock goes on
day-earlier = -{ $minutes }
day-earlier-says = { $line }: { $minutes } min earlier
day-later = +{ $minutes }
day-later-says = { $line }: { $minutes } min later
day-strike = Strike
day-strike-says = { $line }: strike it
day-tip = { $change }, from the next moment on, every such day
day-another-day = it would not be on the same day
# "Add [a count] at [15 h] [00 min]": two words before what is chosen, and the button.
day-add-what = Add
day-add-at = at
day-add = Add
day-add-says = Add to every day
day-hours = { " " }h
day-minutes = { " " }min
day-add-count = a count
day-add-work = work
day-add-yard = yard
day-add-cells = cells
day-add-meal = { $sittings ->
        [1] a meal of one sitting
        [2] a meal of two sittings
       *[other] a meal of { $sittings } sittings
    }
day-add-chapel = chapel
day-add-visits = visits

## A question before an order that nothing takes back

# The name of the order, as its button has it.
confirm-sure = { $order }: nothing takes this back. Is it to be so?
confirm-no = No
