"""Cooperation as reports: who works with whom, who never appears together, contact points, drafts of referrals."""
