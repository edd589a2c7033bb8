"""Templates of one's own: they win, they are watched, and their mistakes are named."""

from __future__ import annotations

import os

import pytest

from digest.errors import RenderingError
from digest.rendering.html import Links, load_templates, render_edition
from tests.rendering.builders import SHIPPED, a_rich_edition


def rendered_with(directory):
    return render_edition(a_rich_edition(), templates=load_templates([directory, SHIPPED]), links=Links())


def test_an_installation_s_own_template_wins_over_the_shipped_one(tmp_path):
    own = tmp_path / "partials" / "footer.mjml.j2"
    own.parent.mkdir()
    own.write_text("{% macro footer(mail) %}<mj-text>Our own foot</mj-text>{% endmacro %}")
    mail = rendered_with(tmp_path)
    assert "Our own foot" in mail.html
    assert "The Daily Cast" in mail.html


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<mjml>\n{{ mail.titel }}", ":2: "),
        ("<mjml>\n\n{{ nothing }}", ":3: 'nothing' is undefined"),
        ("<mjml>\n{% for %}", ":2: "),
        ("<mjml>\n{{ mail.__class__.__mro__ }}", ":2: "),
        ("<mjml>\n{{ mail.sections[0].stories.append }}", ":2: "),
        ("<mjml>\n{{ 1 / 0 }}", ":2: division by zero"),
        ("<mjml>\n{% include 'gone.mjml.j2' %}", "no template is named gone.mjml.j2"),
        (
            "<mjml><mj-body><mj-text>2 < 3</mj-text></mj-body></mjml>",
            "does not make valid MJML: not well-formed",
        ),
        ("<mjml><mj-body>", "does not make valid MJML: no element found"),
        ("", "does not make valid MJML"),
    ],
)
def test_a_mistake_in_a_template_names_its_place(tmp_path, source, wanted):
    (tmp_path / "edition.mjml.j2").write_text(source)
    with pytest.raises(RenderingError) as caught:
        rendered_with(tmp_path)
    assert wanted in str(caught.value)
    assert "edition.mjml.j2" in str(caught.value)


def test_a_mistake_in_the_plain_text_names_its_place(tmp_path):
    (tmp_path / "edition.txt.j2").write_text("fine\n{{ mail.nothing }}")
    with pytest.raises(RenderingError, match=r"edition\.txt\.j2:2: "):
        rendered_with(tmp_path)


def test_without_templates_the_error_says_which_is_missing(tmp_path):
    with pytest.raises(RenderingError, match=r"no template is named edition\.mjml\.j2"):
        render_edition(a_rich_edition(), templates=load_templates([tmp_path]), links=Links())


def test_the_version_changes_with_any_template_file(tmp_path):
    templates = load_templates([tmp_path, SHIPPED])
    versions = [templates.version]
    own = tmp_path / "edition.txt.j2"
    own.write_text("one")
    versions.append(templates.version)
    own.write_text("other")
    os.utime(own, ns=(1, 1))
    versions.append(templates.version)
    own.unlink()
    versions.append(templates.version)
    assert len(set(versions[:3])) == 3
    assert versions[0] == versions[3]


def test_a_changed_template_is_used_at_once(tmp_path):
    own = tmp_path / "edition.txt.j2"
    own.write_text("before")
    templates = load_templates([tmp_path, SHIPPED])
    before = render_edition(a_rich_edition(), templates=templates, links=Links()).text
    own.write_text("after")
    os.utime(own, ns=(1, 1))
    after = render_edition(a_rich_edition(), templates=templates, links=Links()).text
    assert (before, after) == ("before\n", "after\n")
