"""An adapter's rows into the store, in one transaction with the data version; and taken back."""
