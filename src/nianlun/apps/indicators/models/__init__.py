"""What is kept of indicators: targets, entered readings, locks of periods. All else is counted."""

from nianlun.apps.indicators.models.locks import PeriodLock
from nianlun.apps.indicators.models.readings import Reading
from nianlun.apps.indicators.models.targets import Target

__all__ = ["PeriodLock", "Reading", "Target"]
