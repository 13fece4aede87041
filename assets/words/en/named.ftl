### What the bell calls to, what men hold against the administration.

called-to-bell = to rise
called-to-count = to a count
called-to-meal = to a meal
called-to-work = to work
called-to-yard = to the yard
called-to-rest = to the cells
called-to-chapel = to chapel
called-to-visits = to visits
called-to-lock-up = to lock-up
called-to-lights-out = lights out

## As in "it came of ...".

grievance-food = the food
grievance-unfed = meals that did not come
grievance-beaten = blows they had from officers
grievance-saw-beaten = men they saw beaten
grievance-punished = punishments they had
grievance-saw-punished = punishments of others
grievance-saw-killed = men they saw killed
grievance-refused = refusals
grievance-thirst = water that was cut off
