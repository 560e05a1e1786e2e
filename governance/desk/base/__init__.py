"""What every page uses: who may open it, its context, how dates, states and terms are written."""
