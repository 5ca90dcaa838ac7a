"""What the pages of the history need beyond the tags of every page."""

from __future__ import annotations

from django import template

from correspondence.headlines import headline, headline_icon, with_whom

register = template.Library()
register.filter("headline", headline)
register.filter("headline_icon", headline_icon)
register.filter("with_whom", with_whom)
