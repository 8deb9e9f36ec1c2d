"""Which network addresses an outgoing connection may go to.

The check happens on the very address that is then connected to. A name that answers with a
public address first and with a private one later (DNS rebinding) therefore gains nothing.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from recovery.clouds.base import Permitted
from recovery.clouds.errors import AddressRefused, CannotReach, TimedOut

Address = IPv4Address | IPv6Address

# Services by which a machine in a data centre learns its own credentials. Some of them have
# addresses that count as public, so a list is needed: Azure, Oracle, Alibaba, AWS over IPv6.
_METADATA = frozenset(
    map(ip_address, ("168.63.129.16", "192.0.0.192", "100.100.100.200", "fd00:ec2::254"))
)
_PASSED_ON = tuple(map(ip_network, ("64:ff9b::/96", "::ffff:0:0/96")))
# Tunnels whose far end is somebody else's choice, and networks between providers.
_NEVER_PUBLIC = tuple(map(ip_network, ("2002::/16", "2001::/23", "64:ff9b:1::/48")))


def connect(*, host: str, port: int, permitted: Permitted) -> socket.socket:
    """Open a TCP connection to a host after checking where its name leads.

    Raises AddressRefused, CannotReach, TimedOut.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise CannotReach from error
    allowed = [entry for entry in found if _is_allowed(str(entry[4][0]), permitted)]
    if not allowed:
        raise AddressRefused
    failure: OSError | None = None
    for family, kind, protocol, _, address in allowed:
        try:
            return _open(family, kind, protocol, address, permitted.connect_seconds)
        except OSError as error:
            failure = error
    raise (TimedOut if isinstance(failure, TimeoutError) else CannotReach) from failure


def _open(family: int, kind: int, protocol: int, address: object, seconds: float) -> socket.socket:
    connection = socket.socket(family, kind, protocol)
    try:
        connection.settimeout(seconds)
        connection.connect(address)  # type: ignore[arg-type]  # typeshed's getaddrinfo is wider
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_allowed(untrusted_address: str, permitted: Permitted) -> bool:
    # A scope id ("fe80::1%eth0") names an interface of ours, which no public address has.
    address: Address = ip_address(untrusted_address.partition("%")[0])
    if any(address in network for network in _PASSED_ON):
        # Such an IPv6 address ends at the IPv4 address inside it (RFC 4291, RFC 6052).
        address = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _METADATA or address.is_link_local:
        return False
    if address.is_multicast or address.is_unspecified:
        return False
    return permitted.private_addresses or _is_public(address)


def _is_public(address: Address) -> bool:
    if any(address in network for network in _NEVER_PUBLIC):
        return False
    return address.is_global and not address.is_reserved
