"""What is documented beside seizures (cases, operations, published figures …): registries and filters in one way."""
