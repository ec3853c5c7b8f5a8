"""On a phone each cell of a list says what it is."""

from django.utils.safestring import mark_safe

from safety_site.templatetags.admin_cells import labelled


def header(text):
    return {"text": text}


def test_a_cell_is_labelled_with_its_columns_heading():
    cell = mark_safe('<td class="field-email">a@example.org</td>')
    (found,) = labelled([cell], [header("email address")])
    assert found == '<td data-label="Email address" class="field-email">a@example.org</td>'


def test_a_heading_never_becomes_markup():
    cell = mark_safe('<td class="field-a">1</td>')
    (found,) = labelled([cell], [header('a "quoted" word')])
    assert 'data-label="A &quot;quoted&quot; word"' in found


def test_the_column_of_checkboxes_and_cells_without_a_column_stay_as_they_are():
    choose, hidden = mark_safe('<td class="action-checkbox"></td>'), mark_safe("<td>1</td>")
    headers = [header(mark_safe('<input type="checkbox">'))]
    assert labelled([choose, hidden], headers) == [choose, hidden]
