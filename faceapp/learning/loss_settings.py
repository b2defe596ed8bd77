"""Settings of every loss, miner and sampler that a recipe can name.

`docs/losses.md` describes them; the defaults are their papers' own unless it says otherwise there.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


# --- miners ---------------------------------------------------------------------------------------------------------


class AllPairs(_Table):
    """No mining: every pair or triplet of the batch."""

    name: Literal["none"] = "none"


class EasyMiner(_Table):
    """Triplets that keep the margin already."""

    name: Literal["easy"]
    margin: float = Field(0.2, ge=0, le=4, description="Margin between squared distances, in [0, 4]")


class SemiHardMiner(_Table):
    """Triplets whose negative is farther than the positive, but not by the margin."""

    name: Literal["semi_hard"]
    margin: float = Field(0.2, ge=0, le=4, description="Margin between squared distances, in [0, 4]")


class HardMiner(_Table):
    """Triplets whose negative is no farther than the positive."""

    name: Literal["hard"]


class BatchHardMiner(_Table):
    """Each anchor's farthest positive with its nearest negative."""

    name: Literal["batch_hard"]


class MultiSimilarityMiner(_Table):
    """Pairs that are hard relative to the anchor's hardest pair of the other kind."""

    name: Literal["multi_similarity"]
    epsilon: float = Field(0.1, ge=0, description="Cosine by which a pair may be easier and still be taken")


class DistanceWeightedMiner(_Table):
    """For each positive pair a negative drawn evenly over distances."""

    name: Literal["distance_weighted"]
    cutoff: float = Field(0.5, gt=0, lt=2, description="Distance below which a negative counts as at that distance")
    farthest: float = Field(1.4, gt=0, le=2, description="Distance from which on a negative is never drawn")


MinerSettings = Annotated[
    AllPairs | EasyMiner | SemiHardMiner | HardMiner | BatchHardMiner | MultiSimilarityMiner | DistanceWeightedMiner,
    Field(discriminator="name"),
]


class MemorySettings(_Table):
    """Cross-batch memory: the embeddings of past batches as further pairs."""

    size: int = Field(1024, ge=1, description="Embeddings that are kept")
    start_epoch: float = Field(1.0, ge=0, description="Epochs after which it is filled and used")


# --- losses ---------------------------------------------------------------------------------------------------------


class _Loss(_Table):
    weight: float = Field(1.0, gt=0, description="Factor of this loss in the sum of several")


class _Classification(_Loss):
    sample: float = Field(1.0, gt=0, le=1, description="Share of the classes that a step compares with")


class SoftmaxLoss(_Classification):
    """Softmax cross-entropy over inner products with class vectors."""

    name: Literal["softmax"]


class CenterLoss(_Classification):
    """Softmax cross-entropy, and a pull of every feature to its class's centre."""

    name: Literal["center"]
    pull: float = Field(0.003, ge=0, description="Weight of the centre term (the paper's lambda)")
    centre_rate: float = Field(0.5, ge=0, le=1, description="How far a step moves the centres (the paper's alpha)")


class SphereFaceLoss(_Classification):
    """A-softmax: the angle to the own class is multiplied."""

    name: Literal["sphereface"]
    margin: int = Field(4, ge=1, le=8, description="Factor of the angle (the paper's m)")
    lambda_start: float = Field(1000.0, ge=0, description="Weight of the plain cosine at the beginning")
    lambda_min: float = Field(5.0, ge=0, description="Weight of the plain cosine at the end")
    annealing_epochs: float = Field(1.0, ge=0, description="Epochs until the weight is at its end")


class CosFaceLoss(_Classification):
    """Softmax over scaled cosines, less a margin at the own class."""

    name: Literal["cosface"] = "cosface"
    margin: float = Field(0.35, ge=0, lt=2, description="Cosine")
    scale: float = Field(32.0, gt=0, description="Factor on the cosines before the softmax")
    margin_warmup_epochs: float = Field(1.0, ge=0, description="Epochs over which the margin grows from 0")


class ArcFaceLoss(_Classification):
    """Softmax over scaled cosines, with a margin added to the angle to the own class."""

    name: Literal["arcface"]
    margin: float = Field(28.6, ge=0, lt=180, description="Degrees")
    scale: float = Field(64.0, gt=0, description="Factor on the cosines before the softmax")
    margin_warmup_epochs: float = Field(1.0, ge=0, description="Epochs over which the margin grows from 0")


class SubCenterArcFaceLoss(_Classification):
    """ArcFace with several vectors for each class, of which the nearest counts."""

    name: Literal["subcenter_arcface"]
    margin: float = Field(28.6, ge=0, lt=180, description="Degrees")
    scale: float = Field(64.0, gt=0, description="Factor on the cosines before the softmax")
    sub_centers: int = Field(3, ge=1, le=16, description="Vectors of each class (the paper's K)")
    margin_warmup_epochs: float = Field(1.0, ge=0, description="Epochs over which the margin grows from 0")


class ProxyAnchorLoss(_Loss):
    """A proxy for each class is drawn to its members and away from all others."""

    name: Literal["proxy_anchor"]
    margin: float = Field(0.1, ge=0, le=1, description="Cosine (the paper's delta)")
    alpha: float = Field(32.0, gt=0, description="Factor on the cosines")


class _Pairs(_Loss):
    memory: MemorySettings | None = Field(None, description="Cross-batch memory; None: pairs of the batch alone")


class _MinedPairs(_Pairs):
    miner: MinerSettings | None = Field(None, description="Which pairs count; None: all")


class ContrastiveLoss(_MinedPairs):
    """Mated pairs together, non-mated pairs apart by a margin."""

    name: Literal["contrastive"]
    margin: float = Field(1.0, gt=0, le=2, description="Distance beyond which a non-mated pair is left alone")


class TripletLoss(_MinedPairs):
    """A positive nearer than a negative by a margin."""

    name: Literal["triplet"]
    margin: float = Field(0.2, ge=0, le=4, description="Margin between squared distances, in [0, 4]")


class LiftedStructureLoss(_MinedPairs):
    """Each positive pair against all negatives of both its ends."""

    name: Literal["lifted_structure"]
    margin: float = Field(1.0, ge=0, description="Distance (the paper's alpha)")


class NPairLoss(_Pairs):
    """Each class's pair told from the pairs of all other classes at once."""

    name: Literal["n_pair"]
    scale: float = Field(16.0, gt=0, description="Factor on the cosines before the softmax")


class AngularLoss(_MinedPairs):
    """The angle at a negative, seen from a positive pair, bounded."""

    name: Literal["angular"]
    alpha_deg: float = Field(45.0, gt=0, lt=90, description="Largest angle at the negative, in degrees")


class BinomialDevianceLoss(_MinedPairs):
    """A logistic loss of every pair, in which non-mated ones cost more."""

    name: Literal["binomial_deviance"]
    alpha: float = Field(2.0, gt=0, description="Steepness")
    beta: float = Field(0.5, ge=-1, le=1, description="Cosine that divides mated from non-mated")
    cost: float = Field(25.0, gt=0, description="Steepness of non-mated pairs relative to mated ones (the paper's C)")


class MultiSimilarityLoss(_MinedPairs):
    """Weighs each pair by its own similarity and by those of the anchor's other pairs."""

    name: Literal["multi_similarity"]
    alpha: float = Field(2.0, gt=0, description="Steepness of mated pairs")
    beta: float = Field(50.0, gt=0, description="Steepness of non-mated pairs")
    base: float = Field(0.5, ge=-1, le=1, description="Cosine that divides mated from non-mated (the paper's lambda)")
    miner: MinerSettings | None = Field(
        default_factory=lambda: MultiSimilarityMiner(name="multi_similarity"),
        description="Which pairs count; by default its own mining step",
    )


class CircleLoss(_MinedPairs):
    """Each similarity pushed as hard as it is far from its optimum."""

    name: Literal["circle"]
    margin: float = Field(0.25, gt=-1, lt=1, description="Relaxation (the paper's m)")
    scale: float = Field(256.0, gt=0, description="Factor (the paper's gamma)")


class RankedListLoss(_Pairs):
    """All positives within a sphere, all negatives beyond a wider one, the nearest weighing most."""

    name: Literal["ranked_list"]
    alpha: float = Field(1.2, gt=0, le=2, description="Distance beyond which negatives are left alone")
    margin: float = Field(0.4, ge=0, description="By how much positives are to be nearer than that (the paper's m)")
    temperature: float = Field(10.0, ge=0, description="How much more near negatives weigh (the paper's T)")
    balance: float = Field(1.0, ge=0, description="Weight of the negatives' part (the paper's lambda)")


class SupConLoss(_MinedPairs):
    """Each positive told from all others of the batch by a softmax over cosines."""

    name: Literal["supcon"]
    temperature: float = Field(0.1, gt=0, description="Divisor of the cosines (the paper's tau)")


ClassificationSettings = (
    SoftmaxLoss | CenterLoss | SphereFaceLoss | CosFaceLoss | ArcFaceLoss | SubCenterArcFaceLoss | ProxyAnchorLoss
)
PairSettings = (
    ContrastiveLoss
    | TripletLoss
    | LiftedStructureLoss
    | NPairLoss
    | AngularLoss
    | BinomialDevianceLoss
    | MultiSimilarityLoss
    | CircleLoss
    | RankedListLoss
    | SupConLoss
)


def _loss_name(value: Any) -> Any:
    """What tells losses apart; a table without a name is CosFace's."""
    return value.get("name", "cosface") if isinstance(value, dict) else getattr(value, "name", None)


def _one_or_many(value: Any) -> str:
    return "many" if isinstance(value, list | tuple) else "one"


LossSettings = Annotated[
    Annotated[SoftmaxLoss, Tag("softmax")]
    | Annotated[CenterLoss, Tag("center")]
    | Annotated[SphereFaceLoss, Tag("sphereface")]
    | Annotated[CosFaceLoss, Tag("cosface")]
    | Annotated[ArcFaceLoss, Tag("arcface")]
    | Annotated[SubCenterArcFaceLoss, Tag("subcenter_arcface")]
    | Annotated[ProxyAnchorLoss, Tag("proxy_anchor")]
    | Annotated[ContrastiveLoss, Tag("contrastive")]
    | Annotated[TripletLoss, Tag("triplet")]
    | Annotated[LiftedStructureLoss, Tag("lifted_structure")]
    | Annotated[NPairLoss, Tag("n_pair")]
    | Annotated[AngularLoss, Tag("angular")]
    | Annotated[BinomialDevianceLoss, Tag("binomial_deviance")]
    | Annotated[MultiSimilarityLoss, Tag("multi_similarity")]
    | Annotated[CircleLoss, Tag("circle")]
    | Annotated[RankedListLoss, Tag("ranked_list")]
    | Annotated[SupConLoss, Tag("supcon")],
    Discriminator(_loss_name),
]

OneOrManyLosses = Annotated[
    Annotated[LossSettings, Tag("one")] | Annotated[tuple[LossSettings, ...], Field(min_length=1), Tag("many")],
    Discriminator(_one_or_many),
]


# --- samplers -------------------------------------------------------------------------------------------------------


class RandomSampler(_Table):
    """Every crop once in an epoch, in random order."""

    name: Literal["random"] = "random"


class IdentitiesSampler(_Table):
    """Batches of P identities with K images each; P is the batch size divided by K."""

    name: Literal["identities"]
    images_per_identity: int = Field(4, ge=1, description="K")


class HardIdentitiesSampler(_Table):
    """As `identities`, where identities that the encoder finds alike come into one batch."""

    name: Literal["hard_identities"]
    images_per_identity: int = Field(4, ge=1, description="K")
    group: int = Field(4, ge=2, le=64, description="Identities that are brought together, one and those most like it")
    start_epoch: int = Field(1, ge=1, description="Epochs after which they are; as `identities` before")


SamplerSettings = Annotated[RandomSampler | IdentitiesSampler | HardIdentitiesSampler, Field(discriminator="name")]
