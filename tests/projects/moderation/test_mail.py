"""One mail says the same in plain text and in HTML, from the same sentences."""

import re
from html.parser import HTMLParser

import pytest

from projects.moderation.invitation import send_invitation
from projects.moderation.mail_parts import Item, Part, body_and_signature
from tests.projects.moderation.acting import act, url

COMMENT = "Deux choses :\n\n- l'année <b>manque</b>\nhttps://example.org/piege"


class Reader(HTMLParser):
    """What a mail program shows: the words, the links, and what would be fetched."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.words, self.fetched = [], {}, [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attrs = dict(attrs)
        if tag == "a":
            self.href = self.attrs["href"]
            self.links[self.href] = ""
        self.fetched += [value for name, value in attrs if name in ("src", "background")]

    def handle_data(self, data):
        if self.tags and self.tags[-1] == "a" and not self.links[self.href]:
            self.links[self.href] = data.strip()
        self.words += data.split()


@pytest.fixture
def sent_back(submitted, people, mails):
    (mail,) = mails(lambda: act(people.editor, submitted, "reject", comment=COMMENT))
    return mail


def html_of(mail):
    ((content, mimetype),) = mail.alternatives
    assert mimetype == "text/html"
    return content


def test_a_mail_says_the_same_in_both_forms(sent_back):
    read = Reader(html_of(sent_back))
    marks = {"-", ">", "--", "http"}
    said = [word.strip(":") for word in sent_back.body.split() if word not in marks]
    shown = {word.strip(":") for word in (*read.words, *read.links)}
    assert [word for word in said if word and word not in shown] == []


def test_the_comment_is_quoted_whole_and_makes_no_link(sent_back):
    assert "> Deux choses :\n>\n> - l'année <b>manque</b>\n> https://example.org/piege" in (
        sent_back.body
    )
    html = html_of(sent_back)
    quote = re.search(r"<blockquote.*?</blockquote>", html, re.S)[0]
    assert "&lt;b&gt;manque&lt;/b&gt;" in quote
    assert "https://example.org/piege" in quote
    assert "https://example.org/piege" not in Reader(html).links


def test_links_are_named_by_what_they_do(sent_back, submitted):
    links = Reader(html_of(sent_back)).links
    assert links[f"http://testserver{url('edit', submitted.pk)}"] == (
        "Modifiez-la, puis renvoyez-la en relecture"
    )
    assert links["http://testserver/admin/account/"] == "Choisir ce que vous recevez"


def test_it_is_sober_and_fetches_nothing(sent_back):
    html = html_of(sent_back)
    read = Reader(html)
    assert '<html lang="fr">' in html
    assert read.tags.count("h1") == 1
    assert "table" not in read.tags
    assert not {"img", "link", "script", "iframe"} & set(read.tags)
    assert read.fetched == []
    assert "url(" not in html
    assert sent_back.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_invitation_lists_its_labs(people, site, mailoutbox):
    send_invitation(people.author, [site.lab, site.other_lab], is_editor=False)
    items = re.findall(r"<li[^>]*>\s*(.*?)\s*</li>", html_of(mailoutbox[0]), re.S)
    assert items == ["État&#x27;LIN", "La Fabrique"]


def test_a_text_is_read_part_by_part():
    text = (
        "Bonjour,\n\nÀ relire\n--------\n- Une fiche\n  https://example.org/1\n- Une autre\n\n"
        "  Titre\n  Lab\n\n> un\n>\n> deux\n\nLire :\nhttps://example.org/2\n\n-- \nNous\n"
    )
    body, signature = body_and_signature(text)
    assert body == [
        Part("paragraph", [Item("Bonjour,")]),
        Part("heading", [Item("À relire")]),
        Part("items", [Item("Une fiche", "https://example.org/1"), Item("Une autre")]),
        Part("about", [Item("Titre"), Item("Lab")]),
        Part("quote", [Item("un"), Item(""), Item("deux")]),
        Part("paragraph", [Item("Lire", "https://example.org/2")]),
    ]
    assert signature == [Part("paragraph", [Item("Nous")])]
