"""What one paper does to another, by name: the effects that links carry. A kind declares its own beside what it is."""

from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EFFECTS: "dict[str, Effect]" = {}


class Effect(str):
    """The name of an effect, as a link keeps it, with the words for it. Declaring one enters it into `EFFECTS`.

    An `ordered` effect is a move of the target (`ByPaper`), made by the source as its basis once that gives effect;
    any other only says how the papers belong together.
    """

    ordered: bool
    # «amends»: on the page of the source. «changes it»: on the page of the target.
    label: "str | Promise"
    label_at_target: "str | Promise"
    # Made on many papers at once: the source tells it by its own text, and does not list it on its page.
    to_many: bool
    # Of what a body decides, in the Russian of papers. «О согласовании»: how an agenda asks. «Согласовать»: how a
    # protocol answers.
    heading: str
    verb: str
    # Whether a vote that finds no majority decides it all the same: such a protocol says this, and no more.
    decided_by_default: bool

    def __new__(
        cls,
        name: str,
        label: "str | Promise",
        label_at_target: "str | Promise",
        *,
        ordered: bool = True,
        to_many: bool = False,
        heading: str = "",
        verb: str = "",
        decided_by_default: bool = False,
    ) -> Self:
        """Raises ValueError when another effect is called so already."""
        if name in EFFECTS:
            raise ValueError(f"Two effects are called {name}.")
        effect = super().__new__(cls, name)
        effect.label, effect.label_at_target = label, label_at_target
        effect.ordered, effect.to_many = ordered, to_many
        effect.heading, effect.verb, effect.decided_by_default = heading, verb, decided_by_default
        EFFECTS[name] = effect
        return effect

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy is the effect itself."""
        return EFFECTS.__getitem__, (str(self),)


BASIS = Effect("basis", _("rests on"), _("rests on it"), ordered=False)


def ordered_effects() -> list[str]:
    """The names of the effects that are moves of their target."""
    return [name for name, effect in EFFECTS.items() if effect.ordered]
