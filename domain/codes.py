"""Short code lists of a record, each code with its words. Sources: see GLOSSARY.md."""

ILLICIT_REASONS = {
    "": "Not reported",
    "counterfeit": "Counterfeit (trade mark)",
    "pirated": "Pirated (copyright)",
    "smuggled": "Genuine, smuggled",
    "diverted": "Diverted from the lawful chain",
    "stolen": "Stolen",
    "falsified": "Falsified or substandard",
    "prohibited": "Prohibited",
    "unlicensed": "Without licence or permit",
}
"""Why goods are illicit, apart from what they are."""

AGENCY_KINDS = {
    "": "Not reported",
    "police": "Police",
    "customs": "Customs",
    "border": "Border guard",
    "regulator": "Regulator",
    "military": "Armed forces or coast guard",
    "private": "Private sector",
    "other": "Other",
}

ROLE_CERTAINTY = {
    "reported": "As reported",
    "confirmed": "Confirmed",
    "suspected": "Suspected",
    "inferred": "Inferred",
}

VALUATIONS = {
    "": "Not reported",
    "declared": "Declared value",
    "customs": "Customs value",
    "domestic-retail": "Domestic retail value",
    "msrp": "Retail price of the genuine goods (MSRP)",
    "street": "Street value",
    "wholesale": "Wholesale value",
    "unknown": "Valuation not known",
}
"""What a value stands for. Values on unlike bases are never added."""

HANDLING = {"public": "For everybody", "restricted": "Only for those who are entitled"}
"""Who may see a record. What a source calls otherwise is read by a table of words, or is the strictest."""

STRICTEST = "restricted"
"""The level of a record whose own level nobody knows."""
