"""What a meeting of two people says about their being in one camp: coefficients, fitted once.

Card. Fitted on: 79 threads on gun control and evolution of the Internet Argument Corpus (Walker et al. 2012), 4,000
pairs of people with known sides, by `tests/evaluate/fit_camps.py`: logistic regression with a ridge, offset by the
chance of one side (.6). Measured: by fitting on one topic and trying on the other, see the methods page. Fails: where
replies do not disagree more than their words show (each thread is tested for that), where irony carries the
disagreement, and in languages other than English, where only the quoting is left.
"""

from __future__ import annotations

# Log-likelihood ratio of same camp per feature of a pair's mean meeting, times log(1 + meetings).
QUOTED: dict[str, float] = {
    "quotes_parent": -0.861,
    "quotes_parent_length": -0.362,
    "answers_only": 0.665,
    "answers_quoting_other": 2.127,
    "quotes_other": -0.063,
    "quotes_other_length": -0.653,
    "to_root": -0.848,
    "you": -1.040,
    "agree": 0.542,
    "disagree": -0.404,
    "asks": -1.131,
    "third_person": 1.702,
    "they": 0.499,
}
UNQUOTED: dict[str, float] = {
    "answers_only": -0.203,
    "to_root": -0.617,
    "you": -1.055,
    "agree": 0.820,
    "disagree": -0.601,
    "asks": -1.070,
    "third_person": 1.683,
    "they": 0.351,
}
# Means over the pairs of the fit, for the words of a thread that is not English.
MEANS: dict[str, float] = {
    "quotes_parent": 0.502,
    "quotes_parent_length": -0.045,
    "answers_only": 0.246,
    "answers_quoting_other": 0.074,
    "quotes_other": 0.177,
    "quotes_other_length": -0.118,
    "to_root": 0.048,
    "you": 0.227,
    "agree": 0.086,
    "disagree": 0.028,
    "asks": 0.188,
    "third_person": 0.063,
    "they": 0.150,
}
# Below this mean of `contention` a thread's replies are worded less like opposition than those of 95 in 100 threads of
# the fit, and that replies mostly disagree is not assumed.
LEAST_CONTENTION = 0.2
