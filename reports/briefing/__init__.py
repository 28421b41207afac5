"""The briefing: a place and a period on one page, on screen, on paper, on slides. All words derive from the records."""
