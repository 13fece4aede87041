### What is told of a run: the story of a riot, why somebody waits, where he sleeps.

## The story of a riot, in whole sentences.

riot-beginning = On { $at-day } officers had to leave { $place-room } to the men, whom { $leader } led; it came of { $causes }.
riot-cause = { $what } ({ $share })
riot-many-causes = many things
riot-held = They came to hold { $rooms }.
riot-burnt = They set fire to { $rooms }.
riot-room = { $at-room }
rooms-of-a-name = { $room } ({ $times })
riot-place = { $at }
riot-numbers = At its height { $peak } of { $loose ->
    [one] { $loose } loose man
   *[other] { $loose } loose men
} took part; { $starters } had begun it.
riot-hostages = { $taken ->
    [one] { $taken } officer was taken hostage
   *[other] { $taken } officers were taken hostage
}, and { $killed ->
    [0] none of them was killed
    [one] one of them was killed
   *[other] { $killed } of them were killed
}.
riot-informers-killed = { $killed ->
    [one] A man who had told on others was killed.
   *[other] { $killed } men who had told on others were killed.
}
riot-demanded = At { $at } they demanded { $demands }.
riot-heard = Their spokesman was heard for { $length }.
riot-put-off = { $times ->
    [one] The warden put them off once.
   *[other] The warden put them off { $times } times.
}
riot-refused = At { $at } they were refused.
riot-granted = At { $at } all of it was granted.
riot-water-and-light-cut = Water and light were cut off.
riot-water-cut = The water was cut off.
riot-light-cut = The light was cut off.
riot-troopers-came = The state troopers were called at { $called } and came at { $comes }.
riot-troopers-to-come = The state troopers were called at { $called } and are to come at { $comes }.
riot-army-came = The army was called at { $called } and came at { $comes }.
riot-army-to-come = The army was called at { $called } and is to come at { $comes }.
riot-driven-out = { $times ->
    [one] Those who went in were driven out once.
   *[other] Those who went in were driven out { $times } times.
}
riot-stormed = At { $at } { $by } went in.
riot-gates-broken = Tanks broke the gates.
riot-wall-broken = Tanks broke the great wall.
riot-over = It was over on { $at-day }, by { $by }; dead: { $inmates ->
    [one] { $inmates } inmate
   *[other] { $inmates } inmates
}, { $staff } of the staff.
riot-goes-on = It goes on.

## Why somebody waits, after his name.

waiting = { $because }, since { $since }
waiting-until = { $because }, since { $since }, until { $until } at the latest
waits-in-queue = { $before ->
    [0] is the first before the door { $at }
   *[other] waits in the queue before the door { $at }, { $before } before him
}
waits-for-key = waits for the door { $at } to be unlocked
waits-before-gate = stands before the gate { $at }, which is not opened to him
waits-for-sally-port = waits for the sally port to open on his side
waits-in-file = stands in his file
waits-in-file-ordered = stands in his file: { $order }
waits-without-way = finds no way to where he should go

## Where somebody sleeps.

berth-cell = { $name }
berth-floor = the floor of { $name }
berth-gallery = a mattress in the gallery of { $name }
