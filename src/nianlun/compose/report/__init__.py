"""Reports whose every number is a fact: templates, drafts with chips, facts carried inside the file."""
