"""Many viewers at once, over the app's own WebSocket (`make bench`, or `python -m tests.load`)."""
