"""All parameters of behaviour, one group a theme; a parameter's plain path is ``theme.name``."""

from __future__ import annotations

from remitsim.parameters import Parameters, layout_of
from remitsim.settings.ageing import Ageing
from remitsim.settings.anchors import Anchors
from remitsim.settings.closing import Closing
from remitsim.settings.hiring import Hiring
from remitsim.settings.leaving import Leaving
from remitsim.settings.living import Living
from remitsim.settings.papers import Papers
from remitsim.settings.planning import Planning
from remitsim.settings.populating import Populating
from remitsim.settings.remitting import Remitting
from remitsim.settings.returning import Returning
from remitsim.settings.training import Training
from remitsim.settings.traits import Traits
from remitsim.settings.wages import Wages
from remitsim.settings.working import Working
from remitsim.settings.worth import Worth


class Settings(Parameters):
    """Every behavioural parameter and structural choice of a world."""

    planning: Planning = Planning()
    traits: Traits = Traits()
    training: Training = Training()
    leaving: Leaving = Leaving()
    hiring: Hiring = Hiring()
    wages: Wages = Wages()
    working: Working = Working()
    worth: Worth = Worth()
    remitting: Remitting = Remitting()
    living: Living = Living()
    papers: Papers = Papers()
    returning: Returning = Returning()
    ageing: Ageing = Ageing()
    closing: Closing = Closing()
    populating: Populating = Populating()
    anchors: Anchors = Anchors()


for field in Settings.model_fields.values():  # so that windows know the records of a world read from a file
    layout_of(type(field.default))  # type: ignore[arg-type]  # a class is hashable, which mypy does not see here
