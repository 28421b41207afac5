"""Kinds of contact points."""

from domain.messages import N_

KINDS = {
    "ncb": N_("National Central Bureau"),
    "rilo": N_("Regional Intelligence Liaison Office"),
    "police": N_("Police"),
    "customs": N_("Customs"),
    "regulator": N_("Regulator"),
    "private": N_("Private sector"),
    "other": N_("Other"),
}
