"""Any other table: read, understood, mapped, judged before it is loaded."""
