"""The private sector's page: a sector's risk from figures that suppression lets pass, a company's own beside them."""
