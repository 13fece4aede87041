### What a check of a level finds, and how it is mended. Uses of rooms, pieces of furniture and names of levels
### stand as level files write them, in every language.

check-door-leads-nowhere = this door leads nowhere
    .mend = a door needs floor on two opposite sides

check-door-in-one-room = both sides of this door are the same room
    .mend = close the wall beside it

check-two-labels = this room is labelled { $one } already, and { $other } here
    .mend = take one label away, or part the room by a wall

check-out-of-reach = nobody can reach this { $what }
    .mend = leave floor on one of its four sides

check-sealed = this { $room } of { $area } m2 is sealed
    .mend = give it a door to the rest of the prison

check-sealed-places = this { $room } of { $area } m2 is sealed, and its { $places } places with it
    .mend = give it a door to the rest of the prison

check-sealed-bunks = this { $room } of { $area } m2 is sealed, and { $bunks ->
    [one] its bunk is out of reach
   *[other] its { $bunks } bunks are out of reach
}
    .mend = give it a door to the rest of the prison

check-no-lever = no lever opens this cell door: it is not on the long side of a gallery
    .mend = label the room before it Gallery (g), or draw a Door (D)

check-gates-lead-out = both gates of this gatehouse lead out
    .mend = one gate of a sally port leads to the prison, the other to open ground (X) or road (Z)

check-gates-lead-in = both gates of this gatehouse lead in
    .mend = one gate of a sally port leads to the prison, the other to open ground (X) or road (Z)

check-gate-of-nobody = nobody opens this gate: it is not one of the two of a gatehouse
    .mend = label the room between two gates Gatehouse (E), or draw a Door (D)

check-no-berth = this cell has no berth
    .mend = draw a Bunk (b) in it; men without one lie on the floor

check-blind-post = an officer at this post sees { $seen } m2 of floor
    .mend = put it where he sees more, or let him look through bars (i) or a window (w)

check-far-lever = no officer's post is within { $metres } m of the lever of tier { $tier }
    .mend = draw a Post (P) by the gate of the gallery, or it waits for an officer on his rounds

check-no-label = a { $what } stands here, and the room has no label: it counts as a passage
    .mend = label it { $room }, or what else it is; levels/README.md has the letters

check-bunk-in-no-cell = this bunk lies in no cell, and nobody sleeps in it
    .mend = draw a cell round it, with a cell door (+) to a gallery, or take it away

check-hole = here is a hole in the great wall: the ground inside and outside are one
    .mend = close it with wall (W), or with a gatehouse between two gates (E, G)

check-no-way = there is no way from the area { $from } to the area { $to }
    .mend = open the wall between them by a door or a gap; nobody passes between two corners

check-no-timetable = the timetable is empty: nobody is called to a meal, to work, to the yard or to bed
    .mend = write the bells of the day: day: { "{" } "07:00": Meal(sittings: 2), ... { "}" }

check-no-beds = { $men } men, but room to lie down for { $beds }, floors and galleries included
    .mend = take fewer men, or draw cells or mattresses

check-empty-shift = the { $shift } shift has no officer: nobody opens, locks or counts
    .mend = give each shift one officer at the least

check-meal-no-bench = the meal at { $time } has no bench in a mess hall
    .mend = label a hall MessHall (1) and draw benches (n), or take the meal away

check-meal-seats = the meal at { $time } seats { $seats } men in each of { $sittings } sittings, and there are { $men }
    .mend = give it more sittings, or the hall more benches

check-meal-time = the meal at { $time } needs about { $needs } minutes for { $sittings } sittings, and has { $has }
    .mend = end it later, widen the door, or let men eat for less long

check-chapel-no-pew = chapel at { $time } has no pew in a chapel
    .mend = label a room Chapel (5) and draw pews (p), or take the line away

check-chapel-few-pews = chapel at { $time } has { $pews } pews for { $services } services, less than a third of the { $men } men
    .mend = give it more services, or more pews

check-visits-no-chairs = the visits at { $time } have no chairs for both, men and visitors
    .mend = draw as many VisitChairs (v) as VisitorChairs (r), or take the line away

check-visits-few-chairs = { $men } men are to be visited at { $time }, and there are chairs for { $chairs }
    .mend = take fewer men, or draw more chairs on both sides (v and r)

check-no-yard = the bell calls to the yard at { $time }, and there is none
    .mend = label open ground Yard (4), or take the line away

check-small-yard = the yard at { $time } has { $area } m2 for { $men } men
    .mend = make it larger, or let the men stay in their cells (Rest)

check-job-places = { $job } takes { $men } men, and rooms of use { $room } have { $places } places of work
    .mend = take fewer men, or draw more places

check-no-cell = there is no cell { $cell }
    .mend = cells go from A-1 to { $last }

check-no-room = no room is called { $name }
    .mend = name one in the legend: Room(use: Home, name: ...)

check-one-name = { $one } and { $other } have one name, { $name }
    .mend = give one of them another name, or an initial

# Of one kind of finding only the first few are reported.
check-and-more = { $what } (and { $more } more like it)
