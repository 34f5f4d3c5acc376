"""English words and phrases of grief, fear and joy: people telling how they are, which is not going for anybody.

Written for this project, as those of `lexicons`.
"""

from __future__ import annotations

DISTRESS = """sad sadly sadder sadness lonely loneliness grief grieve grieving mourn mourning cry crying cried cries
    tears tearful weep weeping wept sob sobbing devastated devastating heartbroken heartbreaking heartache hopeless
    hopelessness despair desperate depressed depressing depression anxious anxiety worried worry worries worrying
    nervous nerves terrified terrifying scared scary afraid fear fears fearful frightened frightening panic panicked
    stressed stress exhausted exhausting overwhelmed sick ill illness pain painful hurt hurts hurting suffer
    suffered suffering nightmare nightmares trauma traumatic die died dies dying dead death funeral loss lost losing
    lose ashamed shaking trembling upset miserable misery helpless homesick guilty regret missed struggling struggle
    cope coping"""
JOY = """happy happily happier happiness joy joyful joyous excited exciting excitement thrilled delighted delight
    proud glad yay hooray hurray woohoo woo wow wonderful smile smiling smiled laugh laughed laughing congratulations
    congrats celebrate celebrating celebration blessed love loved loves loving lovely adore beautiful amazing awesome
    fantastic won win passed birthday relieved relief grateful thankful hope hopeful cheerful fun enjoyed enjoy"""
JOY_PHRASES = ("best day", "over the moon", "can't wait", "made my day", "on cloud nine", "with joy", "good news")

LISTS: dict[str, tuple[str, ...]] = {
    "distress": tuple(DISTRESS.split()),
    "joy": (*JOY.split(), *JOY_PHRASES),
}
