### What the player likes.

settings-motion = Motion
settings-motion-tip = The camera glides, lamps flicker, cards fade
settings-grain = Film grain
settings-grain-tip = Fine noise over the picture
settings-vignette = Dark corners
settings-vignette-tip = The picture darkens towards its corners
settings-sun = Sun and shadows
settings-sun-tip = By day walls throw shadows that move with the hour, and light falls in at windows
settings-trails = Trails
settings-trails-tip = From 16 times on, people leave silver trails
settings-cards = Cards
settings-cards-tip = White on ink, for happenings that matter
settings-plain = Plain theme
settings-plain-tip = Plain colours and plain type instead of the film's
settings-keys-tip = See and change which key does what
settings-reset = Everything as it was at first
settings-reset-tip = All settings but the keys
settings-language = Language
settings-text-size = Text size { $percent } %
settings-text-percent = { $percent } %
settings-text-size-tip = { $least } to { $most } % of the usual size; panels scroll where the window is too small.

## What trouble does to the clock

alerts = Alerts
alerts-about = How trouble changes the clock. Muted trouble is still written in the chronicle.
alerts-pause = Pause
alerts-pause-tip = The clock stops when it is reported
alerts-mute = Mute
alerts-mute-tip = No notice, no card, and the clock goes on
alerts-any-speed = any speed
alerts-at-most = at most { $speed }×
