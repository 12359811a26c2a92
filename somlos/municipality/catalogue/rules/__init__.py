"""What holds in the catalogue: ages, clocks, words and versions."""
