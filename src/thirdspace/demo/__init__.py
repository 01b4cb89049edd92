"""Builds a believable partnership by calling the same actions as people do."""
