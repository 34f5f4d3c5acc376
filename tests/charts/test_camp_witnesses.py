"""What the camps rest on."""

from __future__ import annotations

import pandas as pd

from generator.charts import camp_witnesses
from tests.charts.people import people
from tests.charts.sample import THREAD


def tables(sizes: tuple[int, int] = (2, 2)) -> dict[str, pd.DataFrame]:
    """Two camps and what two witnesses say of two people."""
    made = people()
    state = {"camp": ["A", "B", "B"], "camp_confidence": [0.9, 0.8, 0.7], "camp_state": "camp"}
    made["authors"] = made["authors"].assign(post_count=[1, 3, 2], **state)
    camps = {"camp": ["A", "B"], "author_count": sizes, "label": [None, None], "label_share": [0.0, 0.0]}
    made["camps"] = pd.DataFrame(camps | {"label_count": [0, 0]})
    said = [("m", "replies", 2.0), ("m", "quotes", -0.5), ("s", "replies", 1.0), ("s", "riddles", 9.0)]
    witnesses = pd.DataFrame(said, columns=["author_id", "witness", "evidence"])
    made["camp_witnesses"] = witnesses.assign(camp="A", n=3)
    return made


def test_each_witness_is_named_where_it_speaks_loudest() -> None:
    """People stand by camp, a witness that is not known is left out, and each name is written once."""
    table = camp_witnesses.rows(tables(), THREAD)
    assert table["person"].tolist() == ["m", "m", "s"]
    assert table["witness"].tolist() == ["quotes", "replies", "replies"]
    assert table["label"].tolist() == ["quotes", "replies", ""]
    assert table["group_label"].tolist() == ["Camp A", "Camp A", "Camp B"]
    assert table["confidence_label"].tolist() == ["90\u00a0%", "90\u00a0%", "80\u00a0%"]
    assert camp_witnesses.alt_text(table) == (
        "Witnesses for the camps of 2 people: 2 of 3 speak for the camp the person is in or leans to."
    )


def test_one_person_is_no_camp() -> None:
    """Where one camp is a single person nothing is shown, and it is said."""
    table = camp_witnesses.rows(tables(sizes=(1, 9)), THREAD)
    assert table.empty and list(table) == list(camp_witnesses.COLUMNS)
    assert camp_witnesses.alt_text(table) == "No witnesses to show."
