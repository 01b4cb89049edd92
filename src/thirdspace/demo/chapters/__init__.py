"""Chapters of the story: each turns plain data into acts, through the actions of one room."""
