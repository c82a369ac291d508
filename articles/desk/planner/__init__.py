"""The planner: what is planned, by day, week and month, and how it is moved."""
