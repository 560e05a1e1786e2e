"""The effects of links: what one paper does to another. A kind declares its own effects."""

from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EFFECTS: "dict[str, Effect]" = {}


class Effect(str):
    """An effect: its name, as links store it, and its words. Declaring one registers it in `EFFECTS`.

    An `ordered` effect is a move of the target (`ByPaper`), made with the source as its basis as soon as that
    `gives_effect`; any other effect only says how two papers belong together.
    """

    ordered: bool
    # «amends»: on the page of the source. «changes it»: on the page of the target.
    label: "str | Promise"
    label_at_target: "str | Promise"
    # Such an effect has many targets: the text of the source says it, its page does not list it.
    to_many: bool
    # Of what a body decides, in the Russian of papers. «О согласовании»: how an agenda asks. «за согласование»: what
    # is put to the vote. «согласовать»: how a protocol answers. «не согласовывать»: how it answers if the vote fails,
    # before the verb of the effect that follows then («вернуть на доработку»); empty where that verb says it all.
    heading: str
    motion: str
    verb: str
    refusal: str

    def __new__(
        cls,
        name: str,
        label: "str | Promise",
        label_at_target: "str | Promise",
        *,
        ordered: bool = True,
        to_many: bool = False,
        heading: str = "",
        motion: str = "",
        verb: str = "",
        refusal: str = "",
    ) -> Self:
        """Raises ValueError when there is another effect with this name."""
        if name in EFFECTS:
            raise ValueError(f"Two effects are called {name}.")
        effect = super().__new__(cls, name)
        effect.label, effect.label_at_target = label, label_at_target
        effect.ordered, effect.to_many = ordered, to_many
        effect.heading, effect.motion, effect.verb, effect.refusal = heading, motion, verb, refusal
        EFFECTS[name] = effect
        return effect

    def __reduce__(self) -> tuple[Any, ...]:
        """Copying and unpickling give the registered effect itself."""
        return EFFECTS.__getitem__, (str(self),)


BASIS = Effect("basis", _("rests on"), _("rests on it"), ordered=False)


def ordered_effects() -> list[str]:
    """The names of the effects that are moves of their target."""
    return [name for name, effect in EFFECTS.items() if effect.ordered]
