### Where something is, and what rooms, tiles and forbidden things are called.

place-in = in { $room }
place-between = between { $one } and { $other }
place-between-alike = between two { $rooms }
place-beside = beside { $room }
place-on-way = on the way by { $room }
gallery-named = gallery { $name }
place-in-walls = in the walls

# Where somebody goes.
place = { $room }
place-other = the place { $place }

## Rooms by their use; and more than one of them.

room-way = a way
rooms-way = ways
room-cell = a cell
rooms-cell = cells
room-gallery = a gallery
rooms-gallery = galleries
room-cell-house = the cell house
rooms-cell-house = cell houses
room-mess-hall = the mess hall
rooms-mess-hall = mess halls
room-kitchen = the kitchen
rooms-kitchen = kitchens
room-laundry = the laundry
rooms-laundry = laundries
room-yard = the yard
rooms-yard = yards
room-chapel = the chapel
rooms-chapel = chapels
room-mill = the mill
rooms-mill = mills
room-workshop = the workshop
rooms-workshop = workshops
room-hospital = the hospital
rooms-hospital = hospitals
room-morgue = the morgue
rooms-morgue = morgues
room-dungeon = the dungeon
rooms-dungeon = dungeons
room-visiting = the visiting room
rooms-visiting = visiting rooms
room-office = an office
rooms-office = offices
room-warden-office = the warden's office
rooms-warden-office = warden's offices
room-warden-house = the warden's house
rooms-warden-house = warden's houses
room-armoury = the armoury
rooms-armoury = armouries
room-key-room = the key room
rooms-key-room = key rooms
room-receiving = the receiving room
rooms-receiving = receiving rooms
room-gatehouse = the gatehouse
rooms-gatehouse = gatehouses
room-guard-room = the guard room
rooms-guard-room = guard rooms
room-tower = a tower
rooms-tower = towers
room-outside = the open ground
rooms-outside = pieces of open ground
room-beyond-road = the road
rooms-beyond-road = roads
room-home = a house
rooms-home = houses
room-shop = a shop
rooms-shop = shops
room-police = the police station
rooms-police = police stations
room-undertaker = the undertaker's
rooms-undertaker = undertakers'

## Rooms as they are written on the map, without an article.

sign-way = way
sign-cell = cell
sign-gallery = gallery
sign-cell-house = cell house
sign-mess-hall = mess hall
sign-kitchen = kitchen
sign-laundry = laundry
sign-yard = yard
sign-chapel = chapel
sign-mill = mill
sign-workshop = workshop
sign-hospital = hospital
sign-morgue = morgue
sign-dungeon = dungeon
sign-visiting = visiting room
sign-office = office
sign-warden-office = warden's office
sign-warden-house = warden's house
sign-armoury = armoury
sign-key-room = key room
sign-receiving = receiving room
sign-gatehouse = gatehouse
sign-guard-room = guard room
sign-tower = tower
sign-outside = open ground
sign-beyond-road = road
sign-home = house
sign-shop = shop
sign-police = police station
sign-undertaker = undertaker's

## What stands on a tile.

tile-floor-flags = a floor of flags
tile-floor-boards = a floor of boards
tile-floor-concrete = a floor of concrete
tile-floor-cinders = cinders
tile-floor-gravel = gravel
tile-floor-sawdust = sawdust
tile-floor-grass = grass
tile-floor-road = the road
tile-wall = a wall
tile-outer-wall = the great wall
tile-fence = a fence
tile-bars = bars
tile-window = a barred window
tile-cell-door = a cell door
tile-barred-gate = a barred gate
tile-door = a door
tile-outer-gate = an outer gate
tile-doorway = a doorway
tile-stairs = stairs
tile-bunk = a bunk
tile-mattress = a place for a mattress
tile-bucket = a bucket
tile-table = a table
tile-bench = a bench
tile-pew = a pew
tile-loom = a loom
tile-stove = a stove
tile-tub = a tub
tile-desk = a desk
tile-counter = a counter
tile-cot = a cot
tile-slab = a slab
tile-visit-chair = a chair
tile-altar = an altar
tile-key-board = the board of keys
tile-gun-rack = a rack of rifles
tile-shelf = shelves
tile-bed = a bed
tile-post = an officer's post
tile-work-spot = a place to work
tile-lamp = a lamp
tile-searchlight = a searchlight
tile-wagon = a wagon

## What is forbidden.

item-knife = a knife
item-tool = a tool
item-drink = a bottle of drink
item-money = money
item-gun = a gun
item-unknown = something
