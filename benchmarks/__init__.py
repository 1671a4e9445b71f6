"""Measurements, each a command; results are ratios of one run."""
