"""What is documented beside seizures (cases, operations, training): registries and filters in one way."""
