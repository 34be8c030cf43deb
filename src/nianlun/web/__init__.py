"""What holds the apps together: settings, addresses, base templates, static files, error pages."""
