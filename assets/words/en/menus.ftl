### The title, the menu, and the sheets it leads to.

## The title

game-name = The Big House
title-no-men = a walking ground
title-house = a prison of 1930, built for { $places }, holding { $men }
title-as-observer = as observer
title-as-warden = as warden
title-as-inmate = as { $who }
title-continue = Continue
title-continue-tip = { $time }, { $seat }
title-load = Load
title-load-tip = Go on from a save
menu-settings = Settings
menu-keys = Keys
menu-quit = Quit
menu-quit-tip = End the game
title-level = { $level }, { $time }

## As whom to play

seats = Play as
seats-observer = Observer
seats-observer-tip = See everything, order anything
seats-warden = Warden
seats-warden-tip = The desk: what is reported, what is ordered
seats-inmate = { $name }, inmate
seats-inmate-tip = A bunk: what he sees, and what he may do
seats-another = Another inmate
seats-another-hint = an inmate: name or number
seats-found = { $name }, { $detail }

## Which prison to play

levels = Which prison
levels-folder = levels/{ $name }
levels-seed = Seed of chance
levels-use-seed = Use this seed
levels-film = The cast plays the screenplay
levels-film-tip = Named men make the choices that screenplay.ron says; everybody else lives as always

## The menu

menu-save-or-load = Save or load
menu-begin-again = Begin again
menu-begin-again-tip = { $level }, seed { $seed }
menu-to-title = To the title
menu-to-title-tip = The game waits there, and you can go on with it

## The last button of a sheet

sheet-resume = Resume
sheet-close = Close { $sheet }

## Saves

saves-no-folder = There is no folder for saves on this machine.
saves-save-as = Save as
saves-name = Name of the save
saves-save = Save
saves-write-over = Write over it
saves-none = There are no saves yet. The game also saves by itself every two hours of the prison.
saves-one = { $name } · { $level }, { $time } · written { $age }
saves-load = Load { $path }
saves-after = { $span } after it began
saves-just-now = just now
saves-minutes-ago = { $minutes } min ago
saves-hours-ago = { $hours } h ago
saves-days-ago = { $days ->
        [one] { $days } day
       *[other] { $days } days
    } ago
# The name of a save that nobody has named.
saves-my-game = my game
