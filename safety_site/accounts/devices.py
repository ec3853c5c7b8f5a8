"""What a browser calls itself, in words for people (pure)."""

# The first that is found names it: most call themselves by the names of older ones as well.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung browser",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "Chromebook",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def in_words(device: str) -> str:
    """Return browser and system, as far as they are known; nobody has to tell the truth here."""
    browser = next((name for mark, name in BROWSERS.items() if mark in device), "A browser")
    system = next((name for mark, name in SYSTEMS.items() if mark in device), "")
    return f"{browser} on {system}" if system else browser
