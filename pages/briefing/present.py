"""The briefing on a projector: one sentence or one chart at a time, in large type, led by the arrow keys."""

from pages.briefing.presenting import controls, shown, step
from pages.parts import reader
from pages.parts.answers import for_reader
from reports.briefing.scope import scoped

scope = scoped(for_reader(), reader.selection("present"))
now, last = step(scope)
shown(scope, now)
controls(scope, now, last)
