"""Slowing down those who send wrong tokens.

Only wrong tokens count, and only they are slowed: a right token always passes, for colleagues may share the address of
a proxy with whoever guesses. That gives the guesser nothing, because 256 random bits cannot be guessed at any speed.
What is saved is the server's work, and the log tells of a program that keeps sending what is not taken. Nor does an
expired or revoked token count: who has it guesses nothing.
"""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from threading import Lock

ALLOWED = 10
"""Wrong tokens from one address within ``WITHIN``; further ones are not looked at."""
WITHIN = timedelta(minutes=1)
MOST_ADDRESSES = 4096
"""Addresses remembered at a time; beyond that, the one heard of longest ago is forgotten."""
_IPV6_NETWORK = 64


class WrongTokens:
    """When wrong tokens came, by address, in the memory of this process. Any number of threads may use one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._times: OrderedDict[str, deque[datetime]] = OrderedDict()

    def another(self, address: str, now: datetime) -> int:
        """Count a wrong token from ``address`` at ``now``, unless there were ``ALLOWED`` within the last minute.

        Returns 0, or in how many seconds the next may come.
        """
        with self._lock:
            times = self._times.setdefault(_network(address), deque(maxlen=ALLOWED))
            self._times.move_to_end(_network(address))
            if len(self._times) > MOST_ADDRESSES:
                self._times.popitem(last=False)
            if len(times) == ALLOWED and now - times[0] < WITHIN:
                return max(1, ceil((times[0] + WITHIN - now).total_seconds()))
            times.append(now)
            return 0


def _network(address: str) -> str:
    """What counts as one address: of IPv6 the network, since everybody there has a multitude of addresses."""
    try:
        parsed = ip_address(address)
    except ValueError:  # a socket that is no network address
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:  # an IPv4 address at a socket that takes both
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, _IPV6_NETWORK), strict=False))
    return address
