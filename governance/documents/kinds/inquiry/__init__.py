"""Questions of the public (обращения граждан): taken on the public page, registered, answered, counted once a year."""
