"""The desk of network teachers: their page, candidates, consents and agreements with their schools, lists."""
