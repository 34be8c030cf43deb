"""What people do with indicators: set targets, enter readings, lock periods."""

from nianlun.apps.indicators.actions.locks import lock_period, unlock_period
from nianlun.apps.indicators.actions.pledges import WantedPledge, judge_pledge, take_over, undo_taking
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
    "WantedPledge",
    "confirm_target",
    "confirm_targets",
    "correct_reading",
    "enter_reading",
    "judge_pledge",
    "lock_period",
    "propose_target",
    "take_over",
    "undo_taking",
    "unlock_period",
    "withdraw_target",
]
