"""Makes the gong of the program, `src/apv_tui/files/gong.wav`: nothing in it is anybody else's.

`python tests/gong.py` writes it anew. A test holds the file against what is made here.
"""

import io
import math
import struct
import wave
from pathlib import Path

GONG = Path(__file__).parents[1] / "src" / "apv_tui" / "files" / "gong.wav"
RATE = 16_000  # samples a second
SECONDS = 1.6
PARTIALS = ((523.25, 0.50, 2.6), (1_046.5, 0.22, 3.6), (1_444.0, 0.16, 5.0), (2_197.0, 0.10, 7.5))
"""(hertz, loudness, how fast it fades): a bell's tones, which are no whole multiples of the lowest."""
ATTACK, RELEASE = 0.006, 0.12  # seconds, so that neither end clicks


def sample(at: float) -> float:
    """Give the sound at so many seconds, from -1.0 to 1.0."""
    tone = sum(
        loud * math.exp(-fade * at) * math.sin(math.tau * hertz * at) for hertz, loud, fade in PARTIALS
    )
    return tone * min(1.0, at / ATTACK, (SECONDS - at) / RELEASE)


def gong() -> bytes:
    """Give the file."""
    samples = [round(30_000 * sample(n / RATE)) for n in range(int(RATE * SECONDS))]
    made = io.BytesIO()
    with wave.open(made, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return made.getvalue()


if __name__ == "__main__":
    GONG.write_bytes(gong())
