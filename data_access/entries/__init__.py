"""What cases, operations and training share: codes of filters, versions with reasons, import, template, form."""
