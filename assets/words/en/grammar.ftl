### How numbers, lists, lengths of time and unknown things are said.

# "better food and an amnesty": the last two of a list.
list-last = { $first } and { $rest }
# "better food, an amnesty and a hearing": one more before them.
list-more = { $first }, { $rest }
list-empty = nothing

share = { $percent } %

lasting-seconds = { $seconds } s
lasting-minutes = { $minutes } min
lasting-minutes-seconds = { $minutes } min { $seconds } s
# The minutes have two digits.
lasting-hours = { $hours } h { $minutes } min

person-unknown = somebody unknown
somebody = somebody
somewhere = somewhere

tier = tier { $sign }
tier-unknown = a tier

## Day and time: "Thu 20 Nov 1930 07:05".

day-and-time = { $weekday } { $day } { $month } { $year } { $time }
weekday-monday = Mon
weekday-tuesday = Tue
weekday-wednesday = Wed
weekday-thursday = Thu
weekday-friday = Fri
weekday-saturday = Sat
weekday-sunday = Sun
month-january = Jan
month-february = Feb
month-march = Mar
month-april = Apr
month-may = May
month-june = Jun
month-july = Jul
month-august = Aug
month-september = Sep
month-october = Oct
month-november = Nov
month-december = Dec
