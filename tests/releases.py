"""A release as it is read from the database, for tests that need none."""

from datetime import UTC, datetime

from embeddings.releases.registry import ReleaseInfo

RELEASE = ReleaseInfo(
    release_id=3,
    state="live",
    dataset="sample",
    dataset_checksum="",
    plots_checksum=None,
    credits_checksum=None,
    knowledge_checksum=None,
    attribution=None,
    simulated_ratings=True,
    encoder="stand-in",
    encoder_revision="1",
    text_dimension=64,
    taste_dimension=None,
    taste={},
    movie_count=1,
    rating_count=0,
    figures={},
    quality=None,
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    live_at=None,
    revision=0,
)
