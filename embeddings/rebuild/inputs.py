"""What a release is made from: a data set, and what else is known of its films."""

from __future__ import annotations

from dataclasses import dataclass

from embeddings.catalogue.dataset import Dataset
from embeddings.catalogue.movies import Catalogue
from embeddings.knowledge.pack import Knowledge
from embeddings.releases.registry import ReleaseInfo
from embeddings.settings import Settings
from embeddings.sources.credits.facts import Credits
from embeddings.sources.plots import Plots
from embeddings.texts.encoder import Encoder
from embeddings.texts.models import local_revision


@dataclass(frozen=True)
class Inputs:
    """The sources of a release."""

    dataset: Dataset
    plots: Plots | None = None
    credits: Credits | None = None
    knowledge: Knowledge | None = None

    def made(self, release: ReleaseInfo, settings: Settings) -> bool:
        """Say whether a release was made from these sources by the encoder of the settings."""
        return (
            release.dataset_checksum,
            release.plots_checksum,
            release.credits_checksum,
            release.knowledge_checksum,
            release.encoder,
            release.encoder_revision,
        ) == (
            self.dataset.checksum,
            self.plots.checksum if self.plots else None,
            self.credits.checksum if self.credits else None,
            self.knowledge.checksum if self.knowledge else None,
            settings.encoder,
            local_revision(settings.encoder) or release.encoder_revision,
        )

    def facts(self, encoder: Encoder, catalogue: Catalogue) -> dict[str, object]:
        """Return the columns of a new row of ``releases``."""
        return {
            "dataset": self.dataset.name,
            "dataset_checksum": self.dataset.checksum,
            "plots_checksum": self.plots.checksum if self.plots else None,
            "credits_checksum": self.credits.checksum if self.credits else None,
            "knowledge_checksum": self.knowledge.checksum if self.knowledge else None,
            "attribution": self.attribution,
            "simulated_ratings": self.dataset.simulated_ratings,
            "encoder": encoder.name,
            "encoder_revision": encoder.revision,
            "text_dimension": encoder.dimension,
            "movie_count": len(catalogue.movies),
            "rating_count": int(catalogue.movies["rating_count"].sum()),
            "figures": {"fields": catalogue.report.fields},
        }

    @property
    def attribution(self) -> str | None:
        """Whom the sources ask to credit, each once."""
        asked = [self.dataset.attribution, self.credits.attribution if self.credits else None]
        return "; ".join(dict.fromkeys(filter(None, asked))) or None
