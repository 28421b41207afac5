"""The closed lists of a case, each code with its words. A code that is in none of them is refused."""

from domain.messages import N_

EVIDENCE = {
    "proven_conviction": N_("Convicted after trial"),
    "proven_guilty_plea": N_("Convicted on a guilty plea"),
    "civil_or_administrative": N_("Civil or administrative outcome"),
    "strong_indication": N_("Strong indication, no judgment on the goods"),
    "alleged": N_("Alleged: charges or police statements only"),
    "overturned_on_appeal": N_("Overturned on appeal, or acquitted"),
}
"""What the case rests on (evidence standard)."""

LINK = {
    "proven": N_("The judgment establishes an organised group"),
    "convicted_together": N_("Several convicted together, no finding of an organised group"),
    "indicated": N_("An authority says so, no conviction establishes it"),
    "weak": N_("Company, crew or single defendant"),
    "none": N_("No organised group alleged, or not proved"),
}
"""How the link to organised crime stands (organised-crime link standard)."""

GROUP_KINDS = {
    "mafia_type": N_("Mafia-type group"),
    "network": N_("Network"),
    "family": N_("Family"),
    "gang": N_("Gang"),
    "corporate": N_("Company or companies"),
    "state_embedded": N_("Group inside the state"),
    "armed_or_terrorist_group": N_("Armed or terrorist group"),
    "crew": N_("Crew"),
    "none": N_("No group"),
    "unknown": N_("Kind of group not known"),
}

CRIMES = {
    "money_laundering": N_("Money laundering"),
    "corruption": N_("Corruption"),
    "fraud": N_("Fraud"),
    "document_forgery": N_("Forgery of documents"),
    "tax_evasion": N_("Tax evasion"),
    "drug_trafficking": N_("Drug trafficking"),
    "arms_trafficking": N_("Arms trafficking"),
    "human_trafficking": N_("Trafficking in persons"),
    "migrant_smuggling": N_("Smuggling of migrants"),
    "environmental_crime": N_("Environmental crime"),
    "cybercrime": N_("Cybercrime"),
    "violence": N_("Violence"),
    "racketeering": N_("Racketeering or organised-crime counts"),
    "terrorism_support": N_("Support of terrorism"),
    "theft_or_robbery": N_("Theft or robbery"),
    "sanctions_evasion": N_("Evasion of sanctions"),
    "food_or_health_offence": N_("Food or health offence"),
}
"""Crimes recorded beside the trade in the goods; the goods offence itself is not repeated."""

CRIME_STANDARDS = {
    "proven": N_("Part of a conviction or plea"),
    "alleged": N_("Charged, or stated by an authority"),
    "mentioned": N_("Described, no count known"),
}
"""How a linked crime stands, the strictest first."""

QUANTITY_ROLES = {
    "seized": N_("Seized"),
    "offered": N_("Offered, neither delivered nor seized"),
    "traded": N_("Traded, as the case says"),
    "harm": N_("Harm"),
    "fine": N_("Fine or penalty"),
    "confiscated": N_("Confiscated"),
    "tax_loss": N_("Tax or duty lost"),
    "payment": N_("Payment"),
    "estimate": N_("Estimated or charged"),
    "other": N_("Other, or not stated"),
}
"""What a quantity stands for. Quantities of unlike roles are never added."""

FINALITY = {
    "final_or_upheld": N_("Final, or upheld at the last appeal read"),
    "changed_on_appeal": N_("Changed on appeal"),
    "appeal_pending_when_last_read": N_("Appeal pending when last read"),
    "not_checked": N_("Conviction, later stages not checked"),
    "plea_not_checked": N_("Guilty plea, later stages not checked"),
    "no_judgment": N_("No judgment"),
    "not_applicable_or_not_checked": N_("Not a criminal judgment on the goods"),
    "reimposed_after_set_aside": N_("Set aside for form, then imposed again"),
}

TERRORISM = {
    "none": N_("No link reported"),
    "alleged": N_("Alleged: designation, charge or official statement"),
    "potential": N_("Potential"),
    "proven": N_("Convicted of, or pleaded to, supporting terrorism"),
}

GRADES = {
    "official": N_("Official source"),
    "official text reposted": N_("Official text, read on another site"),  # untranslated
    "press or other": N_("Press or other source"),  # untranslated
}
"""The best grade among the sources of a case."""

REGIONS = {
    "africa": N_("Africa"),
    "americas": N_("Americas"),
    "asia": N_("Asia and South Pacific"),
    "europe": N_("Europe"),
    "mena": N_("Middle East and North Africa"),
}
"""Where the trade mainly ran, which need not be where the court sits (codes of the scheme 'interpol')."""

PLACE_ROLES = {
    "jurisdiction": N_("Where the court or authority is"),
    "origin": N_("Where the goods came from"),
    "transit": N_("Passed on the way"),
    "destination": N_("Where the goods went or were meant to go"),
}

TEXT_KINDS = {
    "agency": N_("Authorities"),
    "private_sector": N_("Part of the private sector"),
    "cooperation": N_("International cooperation"),
    "unverified": N_("Fields not read in a source"),
}
"""Lists of texts that a case has."""

STATES = {
    "published": N_("Published"),
    "draft": N_("Draft"),
    "withdrawn": N_("Withdrawn"),
}

YES_NO_UNKNOWN = {"yes": N_("Yes"), "no": N_("No"), "": N_("Not stated")}
