"""Where people write what stands on the public page: news of the district, the card of a school."""
