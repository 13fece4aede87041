### What is wrong with a file, a save, a seat or a wish that somebody asked for.

## Files that somebody named. What is wrong in the system's own words is { $why }.

file-not-opened = { $path }: it cannot be opened: { $why }; is the path right?
file-is-a-folder = { $path }: this is a folder; a file is wanted
file-not-plain = { $path }: it is not a plain file; a file is wanted
file-not-read = { $path }: it cannot be read: { $why }
file-too-large = { $path }: it is larger than { $mebibytes } MiB
file-not-text = { $path }: it is not UTF-8 text

## Saves. The name of a level stands in quotation marks already.

save-no-name = "{ $name }" is no name for a save: use letters, digits, blanks, - and _, up to { $most }
save-not-written = { $path }: it cannot be written: { $why }
save-level-lost =
    { $path }: the level it was made in cannot be had; put that level back:
    { $problems }
save-level-elsewhere = { $path }: it was made in the level { $level }, which is none of levels/: begin that level by its path, and load it there
save-not-a-save = { $path }: this is not a save of Big House
save-other-format = { $path }: the save has format { $format }; this program reads format { $ours }
save-damaged = { $path }: the save is damaged: { $why }; take an older one
save-other-level = { $path }: the save was made in another version of level { $level }; put that level back as it was, or start anew
save-other-rules = { $path }: the save was made under rules { $rules }; this program has rules { $ours }
save-no-folder = there is no folder for saves

## Where the level of a save or a replay is, asked on the command line.

level-elsewhere = { $path }: it was made in the level { $level }, which is none of levels/; say where it is: --level FOLDER
level-lost =
    { $path }: the level it was made in cannot be had; put that level back, or say where it is with --level:
    { $problems }

## Seats. The words observer, warden and inmate: are typed as they stand, in every language.

seat-no-warden = this level has no warden; give it one in its cast
seat-unknown = there is no seat "{ $seat }"; say observer, warden or inmate:NAME
seat-no-such-inmate = no inmate is called "{ $who }"; a name, a number or a key of the cast is wanted
# At least two are called so; two of them are named, each with his number.
seat-many-inmates = { $men } inmates are called "{ $who }", such as { $one }, { $one_number }, and { $other }, { $other_number }; give the number

find-nobody = the seat knows nobody of that name or number
find-many = the seat knows { $men } of that name, such as { $one }, { $one_office }, and { $other }, { $other_office }; give the number

order-some-refused = { $refused } of { $all } tiles are left as they are: { $why }
save-done = Saved as "{ $name }".

## Time

skip-no-bell = the timetable of this level has no bell
