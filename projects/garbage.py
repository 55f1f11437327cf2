"""What the collector of garbage is told of a program that stays."""

import gc


def spare_what_stays() -> None:
    """Have the collector leave alone what is loaded by now, which stays for good.

    Else it reads it all again, for a tenth of a second every few requests, while somebody waits.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
