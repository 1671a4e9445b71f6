"""Dataset → catalogue → vectors → release. Never imports Flask."""
