"""Rules of the design system."""
