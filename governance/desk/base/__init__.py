"""What every page stands on: who reaches it, its context, how things are said."""
