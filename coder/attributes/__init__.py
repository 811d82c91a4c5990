"""When, where and how many: dates, places and numbers of an event."""
