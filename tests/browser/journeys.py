"""What the browser tests of the report form have in common."""


def continue_(page):
    """Press the button that leads on."""
    page.get_by_role("button", name="Continue").click()


def answer_danger(page):
    """Say that nobody is in danger."""
    page.get_by_label("No", exact=True).check()
    continue_(page)
