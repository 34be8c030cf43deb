"""Outside things: files on disk, the search index, later channels and the web; one module or folder each."""
