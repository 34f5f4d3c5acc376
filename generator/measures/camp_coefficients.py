"""What a meeting of two people says about their being in one camp: coefficients, fitted once.

Card. Fitted on: 79 threads on gun control and evolution of the Internet Argument Corpus (Walker et al. 2012), 4,000
pairs of people with known sides, by `tests/evaluate/fit_camps.py`: logistic regression with a ridge, offset by the
chance of one side (.65). Measured: by fitting on one topic and trying on the other, see the methods page. Fails: where
replies do not disagree more than their words show (each thread is tested for that), where irony carries the
disagreement, and in languages other than English, where only the quoting is left.
"""

from __future__ import annotations

# Log-likelihood ratio of same camp per feature of a pair's mean meeting, times log(1 + meetings).
QUOTED: dict[str, float] = {
    "quotes_parent": -0.950,
    "quotes_parent_length": -0.284,
    "answers_only": 0.297,
    "answers_quoting_other": 1.990,
    "quotes_other": -0.119,
    "quotes_other_length": -0.674,
    "to_root": -0.886,
    "stance": 0.281,
    "you": -0.471,
    "asks": -0.868,
    "third_person": 1.362,
    "they": 0.378,
}
UNQUOTED: dict[str, float] = {
    "answers_only": -0.386,
    "to_root": -0.723,
    "stance": 0.325,
    "you": -0.252,
    "asks": -0.690,
    "third_person": 1.282,
    "they": 0.287,
}
# Means over the pairs of the fit, for the words of a thread that is not English.
MEANS: dict[str, float] = {
    "quotes_parent": 0.503,
    "quotes_parent_length": -0.044,
    "answers_only": 0.252,
    "answers_quoting_other": 0.074,
    "quotes_other": 0.172,
    "quotes_other_length": -0.105,
    "to_root": 0.048,
    "stance": -0.369,
    "you": 0.227,
    "asks": 0.188,
    "third_person": 0.063,
    "they": 0.149,
}
# Below this mean of `contention` a thread's replies turn to the other less than those of 97 in 100 threads of the fit,
# and that replies mostly disagree is not assumed.
LEAST_CONTENTION = 0.2
