"""The sample search itself: a marketer's autumn in Jakarta, in English and Indonesian.

Everybody in it is made up, and every address ends in .example, where no mail can arrive (RFC 2606).
"""

from dashboard.sample.stories.ahead import AHEAD
from dashboard.sample.stories.declining import DECLINING
from dashboard.sample.stories.ended import ENDED
from dashboard.sample.stories.interviewing import INTERVIEWING
from dashboard.sample.stories.last_rounds import LAST_ROUNDS
from dashboard.sample.stories.refused import REFUSED
from dashboard.sample.stories.screening import SCREENINGS

STORIES = (*AHEAD, *SCREENINGS, *INTERVIEWING, *LAST_ROUNDS, *DECLINING, *REFUSED, *ENDED)

__all__ = ["STORIES"]
