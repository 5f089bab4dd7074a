"""From published data and a scenario's sheets to what a population is drawn from."""
