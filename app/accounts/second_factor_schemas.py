"""Request and response bodies of second factors."""

from __future__ import annotations

from pydantic import Field

from app.accounts.schemas import Code
from app.web.contract import Body, Input


class SecondFactorCode(Input):
    """A code that the authenticator app shows."""

    code: Code = Field(examples=["492039"])


class SecondFactorState(Body):
    """An account's second factor."""

    is_on: bool
    recovery_codes_left: int = Field(description="Of ten; 0 where it is off.")


class PreparedSecondFactor(Body):
    """A secret for an authenticator app; it holds once a first code has been sent."""

    secret: str = Field(description="To type in.", examples=["JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"])
    address: str = Field(
        description="What the picture says.", examples=["otpauth://totp/ordained:ann?secret=…"]
    )
    qr: str = Field(description="The picture, as a `data:` address of an SVG.")


class RecoveryCodes(Body):
    """Codes that stand in for the authenticator app, once each. Shown this once only."""

    recovery_codes: list[str] = Field(examples=[["k3mw-7qtz-p5xa-n2hr"]])
