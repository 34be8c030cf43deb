"""Words every layer shares: errors, units of measure, periods, decimals."""
