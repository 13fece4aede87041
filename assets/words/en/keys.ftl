### Which key does what.

## The sheet of keys

keys-about = Click a key to choose another for the same thing.
keys-always = Always
keys-mouse = The mouse
keys-line = { $key }: { $act }
keys-reset = All keys as they were at first
keys-press = press a key
keys-none = no key
keys-choose-tip = Click, then press the new key; Esc keeps the old one
keys-key-for = Key for { $act }: { $key }
keys-taken-all = { $key } was the key for "{ $act }", which has none now.
keys-taken-one = { $key } was a key for "{ $act }", which keeps its other.
keys-tab = Tab, arrows
keys-tab-does = From button to button, in panels and menus
keys-enter = Enter
keys-enter-does = Press the button; pick what was found
mouse-click = Click
mouse-click-does = Select the man; with an order that waits for a click, give it there
mouse-right = Right click
mouse-right-does = In an inmate's seat walk there; forget an order that waits for a click
mouse-drag = Drag
mouse-drag-does = Move the picture
mouse-wheel = Wheel
mouse-wheel-does = Nearer or farther, about the pointer
mouse-rest = Rest
mouse-rest-does = The place under the pointer is named at the lower right

## What keys do, and what is printed on them

act-north = North: move the picture, or walk
act-south = South: move the picture, or walk
act-west = West: move the picture, or walk
act-east = East: move the picture, or walk
act-pan-north = Move the picture north
act-pan-south = Move the picture south
act-pan-west = Move the picture west
act-pan-east = Move the picture east
act-zoom-in = Nearer
act-zoom-out = Farther
act-whole-map = The whole map
act-pause = Stop or go on
act-faster = Faster
act-slower = Slower
act-speed-1 = As fast as life
act-speed-2 = 4 times as fast
act-speed-3 = 16 times as fast
act-speed-4 = 60 times as fast
act-speed-5 = 300 times as fast
act-skip-to-bell = On to the next bell
act-search = Search for a man
act-follow = Follow the selected man
act-next-man = The next man in the picture
act-last-man = The man before
act-overlay = Figures on the map
act-orders = Orders
act-charts = The day's curves
act-chronicle = What happened
act-check = Check of the level
act-keys = These keys
act-back = Close, or the menu
act-quick-save = Save quickly
act-quick-load = Load what was saved quickly
act-bare = Nothing but the picture
act-crisis = The crisis desk
key-up = Up
key-down = Down
key-left = Left
key-right = Right
key-escape = Esc
key-space = Space
key-home = Home
key-keypad-add = keypad +
key-keypad-subtract = keypad -
