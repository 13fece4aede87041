### What stands around the picture while the game goes on.

## Lines under the top line

banner-complaint = That could not be done: { $why }
banner-dismiss = Dismiss
banner-clock-stands = The clock stands: { $trouble }.
banner-clock-slowed = The clock goes at { $speed }×: { $trouble }.
banner-crisis = Crisis
banner-crisis-tip = What is known, and what can be done
banner-alerts = Alerts
banner-alerts-tip = How trouble is reported, in the settings
banner-level-error = The level's files have an error. The game goes on with what it had.
banner-put-error-away = Put the error away
banner-level-changed = These changes of the level hold only after a new beginning:
banner-begin-again = Begin again with the same seed
banner-as-it-was = Go on as it was
banner-warden-sees = You see what he sees and what officers at their posts report. Ghosts are old news.
banner-inmate-sees = You see what he sees. Ghosts are men as he saw them last.
banner-eyes-of = Through the eyes of { $name }
seat-leave = Leave the seat
seat-leave-tip = Watch as an observer; he does as the rules have it
aim-tip = Esc or a right click: no more orders by click
aim-no-more = No more orders by click

## A card

card-put-away = Put the card away

## The top line

line-menu = Menu
line-menu-tip = Save, load, settings, keys, end (Esc)
line-level-tip = { $title }: level { $name }, seed { $seed }
line-time-tip = Day and time in the prison
line-now-tip = What the timetable has the men do now
line-bell-now = { $bell } now
line-bell-in = { $bell } in { $span }
line-bell-tip = The next bell of the timetable
line-full = { $men ->
        [one] { $men } man
       *[other] { $men } men
    }, built for { $places }
line-full-tip = { $men ->
        [one] { $men } man
       *[other] { $men } men
    } on the book; the cells were built for { $places }
line-seat-tip = { $seat }: you see what he sees, was told and remembers

## Buttons for time

tempo-bell = Bell
tempo-bell-says = Skip to the next bell
tempo-bell-tip = Live on to the next bell as fast as possible
tempo-speed = { $speed }×
tempo-speed-says = Speed { $speed }
tempo-go-on = Go on
tempo-go-on-tip = Let time pass again
tempo-stop = Stop
tempo-stop-tip = Stop time; you can look and order all the same
tempo-with-key = { $words } ({ $keys })
tempo-key-or = { $one } or { $other }

## The place under the pointer

place-not-here = { $place }. Not here: { $why }

## The ribbon of the day

ribbon = Ribbon of the day
ribbon-yesterday = { $time } yesterday
ribbon-tomorrow = { $time } tomorrow
ribbon-skip-to = Skip to { $bell }, { $time }
ribbon-bell-tip =
    { $time } { $bell }: { $who }
    Click to live on until then.
ribbon-night = the night
ribbon-line = { $bell }, { $who }
ribbon-tip =
    { $time } { $what }
    { $then }
ribbon-in = In { $span }. Click to live on until then.
ribbon-past = That is past.
ribbon-now = That is now.

## Notices

notices-put-away = Put notices away
notices-all = All
notices-all-tip = The chronicle
notice = { $time } { $what }
notice-alike = { $time } { $what } ({ $times } times)
notice-and-more = { $time } { $what } (and { $more } more)
notice-mute = Mute
notice-mute-tip = Report no more { $trouble } as they come; the settings undo it
notice-pause = Pause
notice-pause-tip = Whether the clock stops at { $trouble }
notice-go-there = Go there
notice-go-there-tip = Look at the place, and select the man, if it is about one

## Figures on the map

overlays-plain = Plain map
overlays-plain-tip = Nothing over the map
overlays-legend = { $overlay }: { $legend }
overlays-locked-door = locked door
