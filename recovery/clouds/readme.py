"""The text file beside every back-up, for a person who finds the folder years later."""

from __future__ import annotations

README = """\
This folder is a back-up of a Bitcoin wallet.

What is in it
  The files are locked. Nobody can open them without the owner's passkey: not the company that
  stores this folder, not the service that wrote it, and not somebody who copies it.

Please do not rename, move, change or delete anything here
  The wallet may need these files to come back after a phone or computer is lost. If you want to
  keep the back-up somewhere else, connect another place first and wait until it says "backed up".

How to get the wallet back
  1. On your new phone or computer, sign in to the place where you keep your passkeys.
  2. Open the website where you made the wallet, and choose "Get my wallet back".
  3. Use your passkey when you are asked for it.
  You do not need to open, download or send any of these files yourself.

Nobody needs your passkey, your recovery words or a copy of this folder to help you. If somebody
asks for them, it is an attempt to steal from you.

Not your folder? It may belong to somebody who shares this storage with you. Please ask before
you remove it.
"""
