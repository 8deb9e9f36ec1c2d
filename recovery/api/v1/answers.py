from __future__ import annotations

from typing import Any

from recovery.api.v1.schemas import ProblemOut

# Any request can be answered like that.
_ALWAYS = (400, 401, 403, 429, 500)


def answers(success: Any, *problems: int, status: int = 200) -> dict[int, Any]:
    """What an endpoint may answer, for the OpenAPI document. problems: further status codes."""
    return {status: success} | dict.fromkeys(sorted({*_ALWAYS, *problems}), ProblemOut)
