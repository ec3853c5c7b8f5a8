"""References, keys and file names that nobody can guess."""

import secrets

# No vowels (no words), no look-alikes: a reference can be read out on the phone.
REFERENCE_ALPHABET = "23456789BCDFGHJKMNPQRTVWXYZ"
PHOTO_FOLDER = "photos"


def new_key() -> str:
    """Make an unguessable key for addresses: 128 bits."""
    return secrets.token_urlsafe(16)


def new_reference(prefix: str) -> str:
    """Make a reference such as WF-7K3M-9QXD: about 38 random bits, so it cannot be guessed."""
    letters = [secrets.choice(REFERENCE_ALPHABET) for _ in range(8)]
    return f"{prefix}-{''.join(letters[:4])}-{''.join(letters[4:])}"


def photo_path(photo, filename):
    """Name the file ourselves: nothing of the uploaded name survives."""
    return f"{PHOTO_FOLDER}/{secrets.token_hex(16)}.jpg"
