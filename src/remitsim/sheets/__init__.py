"""What a scenario file may say, sheet by sheet: run, world, hosts, origins, corridors, terms."""
