"""Pairs of places and whether they are one account, for the server's rule and the page's."""

from __future__ import annotations

DAV = "https://sam@cloud.example/dav/sam/"

# kind and place of one, kind and place of the other, whether one account has both
PAIRS: list[tuple[tuple[str, str], tuple[str, str], bool]] = [
    (("gdrive", "1234"), ("gdrive", "1234"), True),
    (("gdrive", "1234"), ("gdrive", "12345"), False),
    (("gdrive", "1234"), ("webdav", DAV), False),
    (("webdav", DAV), ("webdav", DAV), True),
    # Another folder of the same person, and the name in other letters.
    (("webdav", DAV), ("webdav", "https://Sam@cloud.example/elsewhere/"), True),
    (("webdav", DAV), ("webdav", "https://sam@CLOUD.example:443/x/"), True),
    # The same folder under another name, such as a mail address.
    (("webdav", DAV), ("webdav", "https://sam%40mail.example@cloud.example/dav/sam/"), True),
    (("webdav", DAV), ("webdav", "https://dora@cloud.example/dav/dora/"), False),
    (("webdav", DAV), ("webdav", "https://sam@other.example/dav/sam/"), False),
    (("webdav", DAV), ("webdav", "https://sam@cloud.example:8443/dav/sam/"), False),
    (("webdav", "https://a%20b@c.example/d%C3%A4/"), ("webdav", "https://x@c.example/dä/"), True),
]
