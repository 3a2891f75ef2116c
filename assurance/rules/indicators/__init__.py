"""The law of indicators: periods, measures, what may be shown, and what a run chart says."""
