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
    "quotes_parent": -0.996,
    "quotes_parent_length": -0.312,
    "answers_only": 0.382,
    "answers_quoting_other": 2.051,
    "quotes_other": -0.118,
    "quotes_other_length": -0.653,
    "to_root": -0.864,
    "stance": 0.340,
    "you": -0.559,
    "asks": -0.781,
    "third_person": 1.478,
    "they": 0.482,
}
UNQUOTED: dict[str, float] = {
    "answers_only": -0.416,
    "to_root": -0.679,
    "stance": 0.396,
    "you": -0.389,
    "asks": -0.569,
    "third_person": 1.402,
    "they": 0.447,
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
    "stance": 0.117,
    "you": 0.227,
    "asks": 0.188,
    "third_person": 0.063,
    "they": 0.150,
}
# Below this mean of `contention` a thread's replies turn to the other less than those of 97 in 100 threads of the fit,
# and that replies mostly disagree is not assumed.
LEAST_CONTENTION = 0.2
