"""Other sites, as far as these tests are concerned: no request leaves the process."""

import pytest

from projects.links import checking
from projects.links.fetching import Answer


class Web:
    """Answers by method and address; without one, the site has no such page."""

    def __init__(self):
        self.answers, self.asked = {}, []

    def __call__(self, method, url):
        self.asked.append((method, url))
        answer = self.answers.get((method, url), self.answers.get(url, Answer(404)))
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def web(monkeypatch):
    monkeypatch.setattr(checking, "sleep", lambda seconds: None)
    return Web()
