"""Short code lists of a record, each code with its words. Sources: see GLOSSARY.md."""

from domain.messages import N_

ILLICIT_REASONS = {
    "": N_("Not reported"),
    "counterfeit": N_("Counterfeit (trade mark)"),
    "pirated": N_("Pirated (copyright)"),
    "smuggled": N_("Genuine, smuggled"),
    "diverted": N_("Diverted from the lawful chain"),
    "stolen": N_("Stolen"),
    "falsified": N_("Falsified or substandard"),
    "prohibited": N_("Prohibited"),
    "unlicensed": N_("Without licence or permit"),
}
"""Why goods are illicit, apart from what they are."""

AGENCY_KINDS = {
    "": N_("Not reported"),
    "police": N_("Police"),
    "customs": N_("Customs"),
    "border": N_("Border guard"),
    "regulator": N_("Regulator"),
    "military": N_("Armed forces or coast guard"),
    "private": N_("Private sector"),
    "other": N_("Other"),
}

ROLE_CERTAINTY = {
    "reported": N_("As reported"),
    "confirmed": N_("Confirmed"),
    "suspected": N_("Suspected"),
    "inferred": N_("Inferred"),
}

VALUATIONS = {
    "": N_("Not reported"),
    "declared": N_("Declared value"),
    "customs": N_("Customs value"),
    "domestic-retail": N_("Domestic retail value"),
    "msrp": N_("Retail price of the genuine goods (MSRP)"),
    "street": N_("Street value"),
    "wholesale": N_("Wholesale value"),
    "unknown": N_("Valuation not known"),
}
"""What a value stands for. Values on unlike bases are never added."""
VALUATIONS_INSIDE = {
    "": N_("not reported"),
    "declared": N_("declared value"),
    "customs": N_("customs value"),
    "domestic-retail": N_("domestic retail value"),
    "msrp": N_("retail price of the genuine goods (MSRP)"),
    "street": N_("street value"),
    "wholesale": N_("wholesale value"),
    "unknown": N_("valuation not known"),
}
"""The same inside a sentence."""

HANDLING = {"public": N_("For everybody"), "restricted": N_("Only for those who are entitled")}
"""Who may see a record. What a source calls otherwise is read by a table of words, or is the strictest."""

STRICTEST = "restricted"
"""The level of a record whose own level nobody knows."""
