"""Hyper-parameters of the item model, and their values where the data are too few to tune."""

from dataclasses import dataclass
from typing import Literal

Grading = Literal["graded", "squared", "liked"]


@dataclass(frozen=True)
class ItemModelSettings:
    """Hyper-parameters of the taste vectors.

    The defaults are the plateau found on validation people of ml-latest-small; data of at least
    ``tuning.FEWEST_PEOPLE`` people who like five films get their own.

    Attributes
    ----------
    grading
        Entry of the training matrix: ``graded`` stars/5 of every rating, ``squared``
        (stars/5)², ``liked`` 1 where stars ≥ 4 and nothing elsewhere.
    l2
        λ of EASE; Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019, eq. 8.
    dropout
        p of EDLAE, which adds p/(1−p)·diag(XᵀX) to λ; Steck, "Autoencoders that don't overfit
        towards the identity", NeurIPS 2020, eq. 9.
    activity
        α: people's rows are divided by (number of ratings)^(α/2).
    side
        β: the text vectors stand below X as further rows, times β; the Add-EASE idea of Jeunen,
        Van Balen and Goethals, "Closed-form models for collaborative filtering with
        side-information", RecSys 2020.
    rarity
        γ: a rated film speaks with (ratings + 5)^−γ, so that a rare film tells more of a person.
    text
        Weight of the plain text similarity; the spread of its scores over that of the item model.
    elsa
        Weight of the ELSA part, measured the same way; zero leaves it out.
    """

    grading: Grading = "graded"
    l2: float = 100.0
    dropout: float = 0.25
    activity: float = 0.0
    side: float = 6.0
    rarity: float = 0.15
    text: float = 0.4
    elsa: float = 0.0
