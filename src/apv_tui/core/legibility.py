"""From how far away a terminal on the wall can be read.

The public rule is that of AVIXA DISCAS for basic decision making: an element is large enough when its height
is at least a 200th of the distance to the last viewer. The element that counts here is the small letter, the
x-height: a room reads words, and most of their letters are small. (Were capitals to count, the same screen
would be allowed a third more rows, and "a", "e" and "o" would be below the rule.)

The assumption is the font: in DejaVu Sans Mono, a usual terminal font, measured, the x-height is 0.470 of the
height of a row. So 24 rows on an image 2 metres high are read from 7.8 metres, and 16 rows from 11.75, which
the design calls 8 and 12 metres.
"""

import math
from typing import Final

DISTANCE_PER_HEIGHT: Final = 200.0
X_HEIGHT: Final = 0.470
IMAGE_HEIGHT: Final = 2.0
ROWS_FAR: Final = 16
"""The rows of a window that the last row of a large room can read, 12 metres away."""
ROWS_NEAR: Final = 24
"""Those of a usual window, 8 metres away."""
COLUMNS_FAR: Final = 54
"""The columns such a window has; two are its margins, and a line seldom ends where the last one does."""
LONGEST_QUESTION: Final = 2 * (COLUMNS_FAR - 4)
"""Characters of two lines there: what a room takes in at one glance, and keeps in mind while it talks."""


def legible_metres(rows: int, image_height_m: float = IMAGE_HEIGHT) -> float:
    """Give from how many metres a screen of so many rows can be read.

    By AVIXA DISCAS (character >= distance/200), small letters counting, in the font measured above.
    """
    if rows < 1 or not 0 < image_height_m < math.inf:
        raise ValueError(f"cannot be shown: {rows} rows on an image {image_height_m} m high")
    return image_height_m / rows * X_HEIGHT * DISTANCE_PER_HEIGHT


def rows_for(metres: float, image_height_m: float = IMAGE_HEIGHT) -> int:
    """Give the most rows that can be read from so many metres, by the same rule and font; at least 1."""
    if not 0 < metres < math.inf or not 0 < image_height_m < math.inf:
        raise ValueError(f"cannot be read: from {metres} m on an image {image_height_m} m high")
    # A whole number of rows must not be lost to the last bit of a division.
    return max(1, math.floor(image_height_m * X_HEIGHT * DISTANCE_PER_HEIGHT / metres + 1e-9))
