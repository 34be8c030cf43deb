"""What is kept of indicators: targets, pledges, entered readings, locks of periods. All else is counted."""

from nianlun.apps.indicators.models.locks import PeriodLock
from nianlun.apps.indicators.models.pledges import Pledge
from nianlun.apps.indicators.models.readings import Reading
from nianlun.apps.indicators.models.targets import Target

__all__ = ["PeriodLock", "Pledge", "Reading", "Target"]
