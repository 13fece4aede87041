"""Makes the fonts of this folder from the npm packages named in README.md.

    pip install fonttools==4.68.0 brotli
    for p in limelight league-gothic special-elite ibm-plex-sans; do npm pack @fontsource/$p@5.3.0; done
    (unpack each into a folder named like the package)
    python3 convert.py FOLDER_OF_THE_PACKAGES

The packages hold web fonts cut into subsets; Latin and Latin Extended become one TrueType file.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

FONTS = [
    ("limelight", 400, "Limelight-Regular"),
    ("league-gothic", 400, "LeagueGothic-Regular"),
    ("special-elite", 400, "SpecialElite-Regular"),
    ("ibm-plex-sans", 400, "IBMPlexSans-Regular"),
    ("ibm-plex-sans", 500, "IBMPlexSans-Medium"),
    ("ibm-plex-sans", 600, "IBMPlexSans-SemiBold"),
]
# "Limelight" is a reserved font name: a changed font must not call itself that.
RENAMED = {"Limelight-Regular": ("Limelight", "Bighouse Marquee")}

packages, here = Path(sys.argv[1]), Path(__file__).parent
for package, weight, name in FONTS:
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for subset in ("latin", "latin-ext"):
            font = TTFont(packages / package / "package/files" / f"{package}-{subset}-{weight}-normal.woff2")
            font.flavor = None
            made = font["head"].created
            parts.append(str(Path(folder) / f"{subset}.ttf"))
            font.save(parts[-1])
        font = Merger().merge(parts)
    # So that the same packages give the same bytes.
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = made
    if name in RENAMED:
        old, new = RENAMED[name]
        for record in font["name"].names:
            # The names a user sees; the copyright keeps the old one.
            if record.nameID in (1, 3, 4, 6, 16):
                spaced = new.replace(" ", "") if record.nameID == 6 else new
                record.string = str(record).replace(old, spaced)
    font.save(here / f"{name}.ttf")
