"""What several verbs read: taxes on pay, debts, moves, wages and fallbacks, quotes, the worth of a status."""
