"""What holds a response until a moderator has read it."""

from accounts.models import User
from consultation.responses.models import Response
from papers.models import Paper


def must_be_held(moderation: str, author: User) -> bool:
    """Apply a paper's policy to a new response of this author, as docs/moderating.md says."""
    if author.roles:
        return False  # the policy team answers in its own name
    if moderation == Paper.Moderation.PRE:
        return True
    if moderation == Paper.Moderation.POST:
        return False
    return not Response.objects.public().filter(user=author).exists()
