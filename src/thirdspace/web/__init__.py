"""What every room's pages share: base pages, components, style, error pages and mail."""
