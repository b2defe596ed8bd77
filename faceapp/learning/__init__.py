"""The lab: training and judging encoders by metric learning."""
