"""Dates and times as pages write them, where Django's own formats of a language won't do."""
