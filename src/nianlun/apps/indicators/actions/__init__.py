"""What people do with indicators: set targets, enter readings, lock periods."""

from nianlun.apps.indicators.actions.locks import lock_period, unlock_period
from nianlun.apps.indicators.actions.readings import correct_reading, enter_reading
from nianlun.apps.indicators.actions.targets import (
    Wanted,
    confirm_target,
    confirm_targets,
    propose_target,
    withdraw_target,
)

__all__ = [
    "Wanted",
    "confirm_target",
    "confirm_targets",
    "correct_reading",
    "enter_reading",
    "lock_period",
    "propose_target",
    "unlock_period",
    "withdraw_target",
]
