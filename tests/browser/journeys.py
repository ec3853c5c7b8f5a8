"""What residents do in several browser tests."""


def press(page, name):
    """Press a button, and wait for where it leads."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def continue_(page):
    """Press the button that leads on."""
    press(page, "Continue")


def answer_danger(page):
    """Say that nobody is in danger."""
    with page.expect_navigation():
        page.get_by_role("button", name="No, go on").click()


def fill_in(page):
    """Answer every question on the page with what keeps the report ours."""
    for group in page.get_by_role("group").all():
        no = group.get_by_label("No", exact=True).first
        (no if no.is_visible() else group.locator("input").first).check()
    for box in page.locator("textarea:visible, input[type=text]:visible").all():
        box.fill("Some words")
    for box in page.locator("input[type=email]:visible").all():
        box.fill("amina@example.com")


def go_to(page, category, heading):
    """Begin a report and answer whatever is asked until a page with this heading."""
    page.goto(f"/report/{category}/")
    answer_danger(page)
    while not page.get_by_role("heading", name=heading).is_visible():
        fill_in(page)
        continue_(page)
