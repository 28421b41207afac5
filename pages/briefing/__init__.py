"""The section of the menu that begins with the briefing."""
