"""The pages of network teachers: who is appointed, who is put forward, the list for the order."""
