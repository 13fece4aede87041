### The summary of a run, line by line.

summary-title = { $title } · { $from } to { $to } · seed { $seed }
summary-population = Built for { $built }. Tonight { $men }. { $officers ->
    [one] { $officers } officer
   *[other] { $officers } officers
}, { $on-duty } on duty now, { $on-posts } of them on fixed posts.
summary-beds = They sleep: { $beds }.
summary-in-bunks = { $men } in bunks
summary-on-cell-floors = { $men } on cell floors
summary-in-galleries = { $men } in the galleries
summary-elsewhere = { $men } elsewhere
summary-tired = { $men } (tired { $tired } %)
summary-meals = Meals:
summary-meal = {"  "}{ $at }  { $served } of { $expected } served ({ $share } %), sittings filled in { $fills }
summary-count-not-complete = {"  "}{ $at }  count NOT complete: { $counted } of { $book } after { $took }
summary-counts = Counts: { $complete } of { $counts } complete, the longest in { $longest }.
summary-lock-up = Lock-up: at { $at } { $men } behind a locked gate, { $listed } listed at night work, { $missing } elsewhere.
summary-chapel = Chapel: services of { $men } men.
number = { $number }
summary-visits = Visits: { $visits }, and { $missed } that did not take place.
summary-searches = Searched { $cells ->
    [one] { $cells } cell
   *[other] { $cells } cells
} and { $men ->
    [one] { $men } man
   *[other] { $men } men
}; found { $found ->
    [one] { $found } forbidden thing
   *[other] { $found } forbidden things
}, { $knives } of them knives. Men beaten: { $beaten }.
summary-discipline = Reported: { $reported }, punished { $punished }, { $unjustly } of them for what they had not done; { $days ->
    [one] { $days } day
   *[other] { $days } days
} given. In the dungeon now: { $in-dungeon }.
summary-nobody-suffered = Nobody came to suffer from hunger, tiredness, crowding or idleness.
summary-suffered = What men came to suffer from: { $needs }.
summary-hurt = { $times ->
    [one] { $need } once
   *[other] { $need } { $times } times
}
summary-fights = Fights: { $fights }, { $seen } of them before officers; { $wounded ->
        [one] { $wounded } man was
       *[other] { $wounded } men were
    } wounded in them and { $killed } killed.
summary-unrest = Unrest: { $protests ->
    [one] { $protests } protest
   *[other] { $protests } protests
}, { $arrests ->
    [one] { $arrests } man
   *[other] { $arrests } men
} led off; the men hold the warden just at { $legitimacy } %, and the officers' morale is { $morale } %.
summary-nobody-stuck = Nobody got stuck.
summary-stuck = Got stuck: { $times ->
    [one] { $times } time
   *[other] { $times } times
}, { $now } at the end; sealed in: { $sealed }.
summary-riot = Riot: { $story }
summary-beat = Beat: { $id } at { $at }: { $because }.
summary-line-refused = Not said: { $line }: { $why }.
summary-line-waits = Not said: { $line }: at the end this was not so: { $part }.
summary-line-not-said = Not said: { $line }: its time had come, and the run was over.
summary-walkers = { $came } of { $walkers } walkers came to their end, the last after { $last } s.
summary-wait = { $reason } { $long } ({ $who }, { $since })
summary-waits = Longest waits: { $waits }.
summary-speed = Lived { $ticks } ticks in { $wall } s: { $times } times as fast as life. Digest { $digest }.
