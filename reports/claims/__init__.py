"""'Can I say this?': a claim in plain words, held against the records by the rules that the briefing keeps."""
