"""The outbox behind `web.mail`: storing, handing over, trying out, and what comes back."""
