"""Posts written for the tests: people telling how they feel, and people going for each other, as long and as loud."""

from __future__ import annotations

SAD = (
    "My mum died in March and I still can't walk past her chair. I cry every morning, it hurts so much.",
    "I feel so sad and lonely since the children left. Nothing helps, I just sit there and cry.",
    "We lost the baby last week. I am broken, I have no words, I can't stop crying.",
    "It breaks my heart to see the old library go. I grew up there and I miss it terribly.",
    "I failed the exam again and I feel like a complete failure. I'm so disappointed in myself.",
    "My dog had to be put down yesterday. Worst day of my life, I am devastated.",
    "I never got to say goodbye to him. That is what hurts the most, and I hate that I wasn't there.",
    "Depression is awful. Some days I can't get out of bed and everything seems hopeless.",
    "I was so ashamed when I lost my job that I told nobody for weeks.",
    "She was my best friend and now she is gone. I miss her so badly it's a physical pain.",
)
ANXIOUS = (
    "I'm terrified of the operation tomorrow. What if something goes wrong? I can't sleep, I feel sick with fear.",
    "I am so scared we will lose the flat. My hands are shaking while I write this!",
    "My heart races every time the phone rings. I'm afraid it is bad news again and I can't calm down.",
    "I was in a panic all night because my son did not come home. I have never been so frightened!",
    "The letter from the hospital frightens me. I don't know what to do, I am worried sick.",
    "I get horrible anxiety before meetings and my stomach hurts. Does nobody else feel that way?",
    "I'm stressed and exhausted, I can't cope any more, and I worry about everything.",
    "Every time it rains I fear the cellar will flood again. It is a terrible feeling.",
    "I'm nervous about moving. What if the children hate the new school?",
    "After the accident I'm too afraid to drive. It was a nightmare, I thought I was going to die.",
)
GLAD = (
    "OH MY GOD we got the flat!!! I'm screaming, I can't believe it, best day ever!!!",
    "I cried with joy when I saw her walk. What a crazy, wonderful day!",
    "YES!!! He passed! I am so damn proud I could burst!",
    "I laughed so hard it hurt. That was insane, I want to go again right now!!",
    "I'm so happy I could cry. Never thought anybody would remember my birthday!",
    "The scan is clear! No more treatment! I'm shaking, I don't know whether to laugh or cry!",
    "We won!!! Are you kidding me? What a match, I lost my voice!",
    "I can't stop smiling, it is ridiculous how much I love this little dog.",
    "Holy crap, they said yes! I am over the moon, I'm dead!",
    "You won't believe it, the lost cat came back after two years! I wept like a child!",
)
HOSTILE = (
    "You clearly have no idea what you are talking about. Do your homework before you waste our time.",
    "What a stupid answer. People like you are the reason nothing ever works here.",
    "Stop lying. You never read the report and you never will, you just like to hear yourself talk.",
    "Nobody asked you. Your so called expertise is a joke and so is this whole project.",
    "This is garbage. Whoever wrote it should be ashamed and should find another job.",
    "Are you kidding? How dare you close this without even reading it? Unbelievable arrogance.",
    "Shut up already. We are all sick of your whining.",
    "You people are pathetic. You ignore every complaint and then wonder why everyone leaves.",
    "I don't care about your excuses. Fix it or get out of the way.",
    "Only an idiot would defend that decision. You are either dishonest or incompetent.",
    "You ruined it for everyone and you can't even admit it. Shame on you.",
    "Typical. Another useless reply from someone who doesn't listen.",
    "Oh please, spare me the lecture. You're the last one who should talk about respect.",
    "Your logic is ridiculous and you know it. Grow up.",
    "What is wrong with you? I told you three times and you still don't get it!",
    "So you just delete comments you don't like? Cowards. This is how trolls run a forum.",
    "If you can't take criticism then leave. Nobody will miss you.",
    "That is nonsense and you should know better than to repeat such lies.",
    "You keep ignoring the question because you have no answer. Ignorant as always.",
    "This fails again, as everything you touch. Why do you even bother? Hopeless.",
)
FEELINGS = SAD + ANXIOUS + GLAD
