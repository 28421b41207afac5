"""Reference tables that ship with the product: small, cited, versioned files beside this one."""
