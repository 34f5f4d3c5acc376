"""English words and phrases that tell how people speak to each other, written for this project.

One entry is one to four words as `words.tokens` cuts them: casefolded, straight apostrophes. The lists are short on
purpose: what people say in arguments and requests about any subject, no words of one subject, no names.
"""

from __future__ import annotations

from generator.measures import feelings

LANGUAGE = "en"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


# What is counted wherever it stands in a post.
ANYWHERE: dict[str, tuple[str, ...]] = {
    "second_person": _words(
        """you your yours yourself yourselves you're you've you'd you'll youre u ur ya y'all yall thou"""
    ),
    "first_person": _words("i me my mine myself i'm i've i'd i'll im ive"),
    "first_plural": _words("we us our ours ourselves we're we've we'd we'll"),
    "third_person": _words(
        """he she him her his hers himself herself they them their theirs themselves they're they've they'd they'll
        he's she's theyre those people"""
    ),
    "negation": _words(
        """not no never none nobody nothing nowhere neither nor cannot can't don't doesn't didn't won't wouldn't
        shouldn't couldn't isn't aren't wasn't weren't haven't hasn't hadn't ain't without dont doesnt didnt cant
        wont isnt arent wasnt couldnt wouldnt shouldnt"""
    ),
    "agree": _phrases(
        """agree, agreed, agrees, i agree, exactly, absolutely, indeed, totally, precisely, definitely, well said, well
        put, good point, great point, fair point, good points, valid point, point taken, so true, very true, that's
        true, thats true, this is true, is true, you're right, youre right, you are right, that's right, thats
        right, is right, are right, he's right, she's right, spot on, same here, me too, likewise, amen, yep, yup,
        yeah, yes, yea, ditto, correct, of course, for sure, no doubt, couldn't agree more, can't argue, makes
        sense, make sense, my thoughts exactly, i second, seconded, this this, right on, hear hear, no kidding,
        bingo, nailed it, my point exactly, as you say, as you said, i'm with you, i think so too, so do i, 100, 100
        percent, well spoken, good call, good idea, great idea, i hear you"""
    ),
    "disagree": _phrases(
        """disagree, disagreed, disagrees, wrong, incorrect, untrue, false, not true, isn't true, not right, isn't
        right, nope, nah, no way, not really, not exactly, not necessarily, not quite, not at all, not so, on the
        contrary, that's not, thats not, this is not, it's not, it isn't, you're not, you are not, don't agree, do
        not agree, can't agree, cannot agree, don't think so, doesn't mean, does not mean, doesn't make, does not
        follow, doesn't follow, makes no sense, make no sense, doesn't make sense, how is that, how does that, how
        do you, what does that have, says who, says you, who says, who said, where did i, where did you, i never
        said, never said, didn't say, did not say, no one said, nobody said, prove it, any evidence, no evidence, no
        proof, source please, citation, misleading, misinformation, mistaken, inaccurate, debunked, myth, straw man,
        strawman, fallacy, irrelevant, red herring, beside the point, missing the point, miss the point, missed the
        point, completely different, not the same, isn't the same, has nothing to do, have nothing to do, nothing to
        do with, apples and oranges, doubt it, i doubt, hardly, not my, not a, not an, not how, not what, not
        everyone, not all"""
    ),
    "contrast": _phrases(
        """but, however, although, though, yet, whereas, instead, rather, actually, in fact, in reality, on the other
        hand, nevertheless, nonetheless, still, unless, except, then why, then how, so why, so how, even if"""
    ),
    "concession": _phrases(
        """fair enough, good point, fair point, point taken, i stand corrected, stand corrected, my mistake, my bad, i
        was wrong, i misread, i misunderstood, you're right, you are right, you may be right, you might be right,
        you have a point, you've a point, you've got a point, i take your point, take the point, i see your point,
        see what you mean, i get your point, i'll give you that, i grant, granted, i concede, i admit, admittedly, i
        hadn't thought, i had not thought, hadn't considered, didn't know that, did not know that, i didn't realise,
        i didn't realize, changed my mind, change my mind, on reflection, i'll accept, i accept that, i take that
        back, take it back, i withdraw, that's fair, thats fair, we agree on, common ground, let's agree, agree to
        disagree, both right, you're both right, that helps, didn't see it that"""
    ),
    "apology": _phrases(
        """sorry, apologies, apologise, apologize, i apologise, i apologize, my apologies, forgive me, excuse me,
        pardon, pardon me, my bad, my mistake, my fault, mea culpa, i regret, didn't mean to, did not mean to, no
        offence, no offense, sincerely sorry, was out of line, shouldn't have said, should not have said, came out
        wrong, came across wrong, that was unfair, was unfair of me, i was unfair"""
    ),
    "gratitude": _phrases(
        """thanks, thank you, thank, thankyou, thx, ty, cheers, grateful, gratitude, appreciate, appreciated, i
        appreciate, much appreciated, thankful"""
    ),
    "clarification": _phrases(
        """i meant, i mean, what i meant, i mean that, to clarify, to be clear, let me clarify, let me explain, let me
        rephrase, to rephrase, in other words, what i'm saying, what i am saying, my point is, my point was, do you
        mean, did you mean, what do you mean, you mean, if i understand, if i understood, just to check, to be fair,
        clarification, clarify, was trying to say, i wasn't saying, i'm not saying, i am not saying, i wasn't clear,
        put it badly, badly put, put that badly, worded badly, let me put, by which i mean, can you explain, could
        you explain"""
    ),
    "laughter": _words("lol lmao lmfao rofl haha hahaha hahahaha hah heh hehe ha xd lulz lolol hahah"),
    "please": _phrases("please, pls, plz, kindly"),
    "greeting": _phrases("hi, hello, hey, dear, good morning, good afternoon, good evening, howdy, greetings, welcome"),
    "deference": _phrases(
        """great, good, nice, interesting, cool, excellent, awesome, good work, great work, nice work, good job, great
        job, well done, good question, great question, great post, nice post, good post"""
    ),
    "indirect": _phrases("by the way, btw, out of curiosity, just wondering, i was wondering, i wonder, wondering"),
    "could_you": _phrases(
        """could you, would you, could we, would it be, would you mind, could i, might you, could someone, would
        anyone, could anyone, if you could, if you would"""
    ),
    "can_you": _phrases("can you, will you, can we, can i, can anyone, can someone, are you able"),
    "hedge": _phrases(
        """maybe, perhaps, possibly, probably, likely, unlikely, might, may, could be, seem, seems, seemed, appear,
        appears, apparently, suggest, suggests, i think, i guess, i suppose, i believe, i feel, i imagine, i assume,
        imo, imho, in my opinion, in my view, in my experience, somewhat, kind of, sort of, kinda, sorta, roughly,
        about, almost, usually, generally, often, sometimes, fairly, quite, rather, more or less, far as i know,
        afaik, iirc, not sure, i'm not sure, unsure, assume, assuming, presumably, potentially, tend, tends, mostly,
        partly, a bit, a little, could, would seem, arguably"""
    ),
    "certainty": _phrases(
        """always, never, every, everyone, everybody, nobody, nothing, all, none, obviously, clearly, certainly,
        definitely, absolutely, undoubtedly, surely, must, of course, without doubt, no doubt, completely, totally,
        entirely, utterly, literally, period, full stop, end of story, simply, truth, fact, facts, the fact, in
        fact, actually, really, honestly, the point, the reality, the truth"""
    ),
    "question_word": _words("what why how who when where which whose whom what's who's how's why's where's"),
    "directive": _phrases(
        """should, must, need to, needs to, have to, has to, ought, you should, you need, you must, you have to, you
        better, you'd better, stop, get over, go away, shut up, grow up, wake up, get a life, get real, get lost, go
        read, try reading, read the, learn to, look it up, google it, do your, mind your, leave, deal with it, give
        me a break, spare me, move on, get out, knock it off, cut it out, listen, think before, educate yourself, do
        some research, prove, show me, answer the, explain, just fix, fix it, fix this, do something"""
    ),
    "reasons": _phrases(
        """because, since, therefore, thus, hence, so that, due to, reason, reasons, consequently, as a result, for
        example, for instance, e.g, i.e, such as, according to, evidence, study, studies, data, research, source,
        sources, link, article"""
    ),
    "conditional": _phrases("if, unless, whether, suppose, otherwise, provided, even if, what if, if only"),
    "opinion_verb": _phrases(
        """think, thinks, thought, believe, believes, believed, feel, feels, claim, claims, claimed, claiming, argue,
        argues, arguing, say, says, saying, said, assert, insist, pretend, pretending, admit, suppose, imagine,
        know, knows, understand, realise, realize"""
    ),
    "positive": _words(
        """good great nice love loved loves like liked likes best better glad happy hope hopefully helpful help
        helps wonderful beautiful brilliant excellent perfect amazing awesome fantastic fine enjoy enjoyed fair
        useful kind friendly safe easy easier pleased proud interesting smart wise true right support welcome
        works worked trust respect fun cool sweet lovely win improved improve clear success successful honest
        benefit"""
    ),
    "harsh": _words(
        """hard difficult unfortunately tired bad worse worst hate hated hates terrible horrible awful poor poorly
        fail fails failed failing failure broken break useless worthless problem problems issue issues annoying
        annoyed annoy frustrating frustrated frustration ugly wrong angry anger mad unfair unjust ignorant
        ignore ignored ignoring mess messy waste wasted wasting ruin ruined damage harm disappointed
        disappointing disappointment sucks suck sucked unacceptable ridiculous insane absurd nonsense shame
        shameful disgusting pathetic laughable lie lies lied lying liar unusable terribly horribly complain
        complaining complaint blame impossible refuse refuses refused abuse abusive dangerous evil corrupt kill
        killed killing crap fed"""
    ),
    "contempt": _phrases(
        """ridiculous, absurd, nonsense, laughable, pathetic, joke, a joke, bullshit, bs, garbage, trash, rubbish,
        crap, crappy, drivel, bollocks, hilarious, clown, clowns, clueless, delusional, insane, crazy, nuts,
        ignorant, ignorance, childish, immature, petty, stupid, stupidity, dumb, dumbest, moronic, idiotic, silly,
        foolish, lazy, shameful, disgrace, disgraceful, disgusting, incompetent, incompetence, arrogant, arrogance,
        hypocrite, hypocrites, hypocrisy, hypocritical, dishonest, disingenuous, bigoted, brainwashed, propaganda,
        whining, whine, whiny, triggered, snowflake, snowflakes, troll, trolls, trolling, shill, shills, waste of
        time, wasting my time, give me a break, spare me, get a grip, grow up, wake up, get over yourself, what a
        joke, are you kidding, you kidding, you serious, are you serious, seriously, lol no, boo hoo, yawn,
        whatever, blah blah, so called, nobody cares, no one cares, who cares, what the hell, what the heck, wtf,
        smh, facepalm, for god's sake, for christ's sake, oh please, how dare, sheep, sheeple, cult, loony, lunatic,
        pretentious, condescending, pompous, smug, patronising, patronizing, toxic, hostile"""
    ),
    "insult": _phrases(
        """idiot, idiots, moron, morons, imbecile, imbeciles, stupid, dumb, dumbass, dumbasses, fool, fools, loser,
        losers, liar, liars, asshole, assholes, arsehole, arseholes, jerk, jerks, bastard, bastards, bitch, bitches,
        dick, dicks, dickhead, prick, pricks, twat, wanker, wankers, cunt, cunts, pussy, pussies, douche, douchebag,
        scum, scumbag, clown, clowns, coward, cowards, creep, creeps, psycho, lunatic, retard, retards, retarded,
        simpleton, dimwit, halfwit, nitwit, cretin, dolt, buffoon, ignoramus, hypocrite, hypocrites, bigot, bigots,
        racist, racists, nazi, nazis, fascist, fascists, shill, shills, troll, trolls, brainless, brain dead,
        spineless, pathetic, worthless, disgusting, delusional, ignorant, illiterate, incompetent, karen, snowflake,
        piece of shit, pos, shithead, vermin, degenerate, weirdo, crybaby"""
    ),
    "swearing": _words(
        """fuck fucks fucked fucking fuckin fucker fuckers fck fuk shit shits shitty bullshit shite crap crappy damn
        damned dammit goddamn goddam hell ass arse piss pissed bloody bugger bollocks wtf stfu ffs gtfo wth bitch
        bastard cock dick cunt asshole effing freaking frickin frigging sob jackass horseshit dipshit
        motherfucker screw"""
    ),
    "you_attack": _phrases(
        """you people, people like you, you lot, your kind, you guys, you clearly, you obviously, you just, you only,
        you can't even, you don't even, you have no, you know nothing, you don't know, you do not know, you don't
        understand, you do not understand, you don't care, you never, you always, you keep, you refuse, you failed,
        you fail, you ignore, you are a, you're a, youre a, you are an, you're an, you are so, you're so, you are
        just, you're just, you sound, you seem, you must be, you think you, you want to, are you that, are you this,
        you really, do you even, have you even, did you even, can you not, can you even, learn to, your own, your
        ignorance, your stupidity, your problem, your fault, your attitude, your own fault, your ilk, your logic,
        your argument, your so called, what's wrong with you, is wrong with you, you wish, you lie, you lied, you're
        lying, you are lying, you're wrong, you are wrong, shame on you, fuck you, screw you, f you, damn you, hate
        you, to you people, stop being, stop whining, not my problem, your mom, your mother"""
    ),
    "threat": _phrases(
        """or else, i'll report, will report, reported, report you, sue, lawsuit, lawyer, lawyers, legal action, ban
        you, banned, you'll regret, watch out, find you, hunt you, kick your, kill you, beat you, punch, burn, i
        hope you, hope you die, deserve, deserves, deserved, uninstall, uninstalled, uninstalling, boycott, i'm
        done, i am done, i'm out, switching to"""
    ),
    "impatience": _phrases(
        """still not, still no, still waiting, waiting for, how long, how many times, when will, years, months, years
        ago, for years, for months, again, once again, yet again, already, any update, any updates, any progress,
        any news, no response, no reply, asap, hurry, finally, at last, so long, too long, bump, ever going to, why
        is this, why isn't this, why can't, why is it, why do i, why should i, why the, seriously, come on, really,
        enough, anymore, any longer, never going to, not going to, waste, no one is, nobody is, forced, force,
        forcing, pay, paying, paid, users, customers, basic, simple"""
    ),
    "joke": _phrases(
        """joke, joking, just kidding, kidding, jk, tongue in cheek, pun, pun intended, made me laugh, laughed,
        laughing, that's funny, funny"""
    ),
    "intensifier": _words("very so too extremely incredibly really totally completely absolutely such highly super"),
    "comparison": _phrases("than, as if, like a, same as, just like, no different, equivalent, compared, compare"),
    "politics": _phrases("government, law, laws, rights, freedom, vote, voted, democracy, political, politics"),
    **feelings.LISTS,
}
# Harsh words and those of grief and fear, which are not against anybody.
ANYWHERE["negative"] = ANYWHERE["harsh"] + _words(
    "sad afraid scared fear sick pain painful lost lose losing hurt dead die dying death"
)
# What is noted only where a post opens with it.
OPENING: dict[str, tuple[str, ...]] = {
    "starts_yes": _phrases(
        """yes, yeah, yep, yup, yea, agreed, agree, exactly, absolutely, true, right, indeed, totally, definitely,
        correct, i agree, same, this, amen, of course, sure, ok, okay, well said, so true, good, great, love,
        preach, 100, certainly, precisely, ditto, lol, haha, and, also"""
    ),
    "starts_no": _phrases("no, nope, nah, wrong, false, not, never, bullshit, nonsense, bs, disagree, none, lol no"),
    "starts_but": _phrases("but, actually, however, well, except, then, so, yet, um, uh, er, huh, hmm, really"),
    "starts_you": _words("you your you're youre you've u ur"),
    "starts_i": _words("i my i'm i've i'd im"),
    "starts_they": _phrases("they, he, she, these, those, people, their, it, it's, its, that, that's, this"),
    "starts_question": _words("what why how who when where which is are do does did can could would will have has"),
    "starts_thanks": _phrases("thanks, thank, thank you, thx, cheers, hi, hello, hey, sorry, great, nice, good"),
    "starts_please": _phrases("please, pls, plz, could, would"),
    "starts_directive": _phrases(
        """stop, get, go, read, learn, look, try, do, don't, use, show, tell, give, prove, explain, fix, add, make,
        take, stay, keep, leave, shut, let, see, check, think, remember, imagine, just"""
    ),
}

# Phrases that ease a quarrel, by kind; what stands in `SPOILT` right after turns them into something else.
REPAIR: dict[str, tuple[str, ...]] = {
    "apology": _phrases(
        """i'm sorry, i am sorry, im sorry, so sorry, very sorry, really sorry, say sorry, sorry about, sorry if, my
        apologies, i apologise, i apologize, apologies for, do apologise, do apologize, an apology, my mistake, my
        fault, my bad, mea culpa, forgive me, i regret, shouldn't have said, should not have said, shouldn't have
        written, was out of line, that was unfair, was unfair of me, i was unfair, was rude of me, i was rude,
        didn't mean to, did not mean to, sorry didn't mean, guilty"""
    ),
    "concession": _phrases(
        """i was wrong, i got that wrong, i had that wrong, had that wrong, i stand corrected, was cheap of me, was
        uncalled for, i withdraw, withdraw it, withdraw that, i take it back, take that back, on reflection, fair
        point, fair enough, that's fair, good point, point taken, you're right, you are right, you may be right, you
        might be right, you have a point, you've a point, you've got a point, i take your point, i take the point,
        see your point, i'll give you that, give you that, i grant you, i concede, i accept that, i admit, i'll
        admit, hadn't thought of, hadn't considered, didn't know that, did not know that, never knew that, changed
        my mind, you've changed my, you convinced me, i hear you, i'll stop defending, let's use it, would do me, i
        can live with, we agree on, agree on that, common ground, meet you halfway, meet in the middle, yes to all,
        happy to agree, both right, i'd settle for, not having that but, you win"""
    ),
    "clarification": _phrases(
        """i meant, what i meant, i mean that, to clarify, to be clear, let me clarify, let me explain, let me
        rephrase, to rephrase, in other words, what i'm saying, my point was, do you mean, did you mean, what do you
        mean, if i understand, if i understood, just to check, i was trying to, i wasn't saying, i'm not saying, i
        wasn't clear, put it badly, put that badly, worded badly, by which i mean, is short for, stands for,
        translation for, in plain english, in plain words, is fit to, not a daft question, not a silly question, not
        a stupid question, hope that helps, if it helps, does that help"""
    ),
    "joke": _phrases(
        """just kidding, kidding aside, i'm joking, only joking, joking aside, made me laugh, made me smile, that's
        funny, laughed out loud, laughing, i laughed, lol, haha, hahaha, hehe, pun intended, jk, touché, touche"""
    ),
}
# Sympathy: in a post with one of these "sorry" asks nobody's pardon.
SYMPATHY: tuple[str, ...] = _phrases(
    """sorry for your, sorry for you, sorry for his, sorry for her, sorry for their, sorry for the loss, sorry for what
    you, sorry for what you're, sorry to hear, sorry to read, sorry to learn, sorry you, sorry you're, sorry that you,
    sorry that you're, sorry this happened, sorry that happened, your loss, condolences"""
)
SPOILT: tuple[str, ...] = _words("but excuse you your you're state say loser idiot bunch sight not")
NOT_BEFORE: tuple[str, ...] = _words("not won't never no don't refuse hardly feel be isn't")
