"""The checks that other tests rely on do find what is planted."""


def test_axe_finds_a_planted_fault_at_both_widths(page, accessibility_faults):
    page.goto("/")
    page.evaluate("document.querySelector('main h1').outerHTML = '<img src=\"/x.png\">'")
    found = "\n".join(accessibility_faults(page))
    assert "1280 px: Images must have alternative text" in found
    assert "320 px: Images must have alternative text" in found


def test_a_page_that_scrolls_sideways_is_found(page, accessibility_faults):
    page.goto("/")
    page.evaluate("document.querySelector('main').style.width = '400px'")
    assert accessibility_faults(page) == ["320 px: the page scrolls sideways"]


def test_the_security_policy_stops_an_inline_script(new_context):
    page = new_context().new_page()
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto("/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'harm = 1'}))"
    )
    assert page.evaluate("typeof harm") == "undefined"
    assert "Content Security Policy" in heard[0]
