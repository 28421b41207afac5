"""Cooperation: who works with whom, contact points, and drafts of referrals."""
