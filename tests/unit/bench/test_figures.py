"""Figures are held against their limits, and a browser's first load is found as a browser finds it."""

from bench.limits import LIMITS, at_least, at_most, worst_of
from bench.weight import References


def test_a_limit_holds_up_to_itself() -> None:
    assert at_least(0.3).holds(0.3)
    assert not at_least(0.3).holds(0.29)
    assert at_most(12).holds(12)
    assert not at_most(12).holds(13)


def test_the_worse_of_two_databases_counts() -> None:
    worst = worst_of([{"list_to_bare": 0.4, "queries_per_page": 9}, {"list_to_bare": 0.2, "queries_per_page": 11}])
    assert worst == {"list_to_bare": 0.2, "queries_per_page": 11}


def test_nothing_may_go_twice_or_be_lost() -> None:
    assert all(LIMITS[name] == at_most(0) for name in ("duplicates", "lost", "unsettled"))


def test_what_a_page_has_a_browser_fetch() -> None:
    references = References()
    references.feed(
        '<link rel="stylesheet" href="/a.css"><link rel="icon" href="/b.svg"><link rel="next" href="/page">'
        '<script src="/c.js"></script><script>1</script><img src="data:,"><svg><use href="/d.svg#plus"></use></svg>'
        '<a href="/elsewhere">x</a><use href="#here"></use>'
    )
    assert references.found == ["/a.css", "/b.svg", "/c.js", "/d.svg#plus"]
