"""The server of the Model Context Protocol: tools and what it says of itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.mcpserver.tools import Tool, ToolManager
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    InputRequiredResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as ListedTool
from pydantic import ValidationError

from app.assistants import marking_tools, reading_tools
from app.web.contract import field_errors

log = logging.getLogger("app.assistants")

INSTRUCTIONS: Final = (
    "ordained recommends films to one person, from what they rated, saw and planned. Films are "
    "named by movie_id: search gives it. Reasons are in receipts, whose lines add up to a film's "
    "score: quote the person's own films from them, and no others. Predicted stars are uncertain: "
    "say the range, and nothing where too_early is true. Ratings, watchlist and diary are the "
    "person's own: change them only when they ask for it."
)
READS: Final = ToolAnnotations(read_only_hint=True, open_world_hint=False)
WRITES: Final = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False
)
REPLACES: Final = ToolAnnotations(
    read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=False
)
TOOLS: Final[tuple[tuple[Callable[..., Any], str, ToolAnnotations], ...]] = (
    (reading_tools.search, "Search films", READS),
    (reading_tools.film, "A film and what it is to you", READS),
    (reading_tools.person, "A person and their films", READS),
    (reading_tools.recommend, "Recommend films, with reasons", READS),
    (reading_tools.tonight, "Choose a film for tonight", READS),
    (marking_tools.rate, "Rate a film", REPLACES),
    (marking_tools.watchlist, "Watchlist", WRITES),
    (marking_tools.diary, "Diary", REPLACES),
)


def make_server(version: str) -> Server[Any]:
    """Return a server of all tools; they ask what `app.assistants.api.current` returns."""
    manager = ToolManager()
    for function, title, hints in TOOLS:
        manager.add_tool(function, title=title, annotations=hints)

    async def list_tools(
        _context: ServerRequestContext[Any], _params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        return ListToolsResult(tools=[_listed(tool) for tool in manager.list_tools()])

    async def call_tool(
        context: ServerRequestContext[Any], params: CallToolRequestParams
    ) -> CallToolResult | InputRequiredResult:
        try:
            answer: CallToolResult | InputRequiredResult = await manager.call_tool(
                params.name,
                params.arguments or {},
                Context(request_context=context),
                convert_result=True,
            )
        except ToolError as error:
            said = _complaint(params.name, error)
            return CallToolResult(content=[TextContent(type="text", text=said)], is_error=True)
        return answer

    return Server(
        "ordained",
        title="ordained",
        version=version,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _complaint(name: str, error: ToolError) -> str:
    """Return what went wrong as the assistant is to read it."""
    if isinstance(error, UnexpectedToolError):
        log.error("tool=%s", name, exc_info=error)
        return "Something went wrong here; the service's log has it. Trying again may not help."
    if isinstance(error.__cause__, ValidationError):
        faults = field_errors(error.__cause__, "")
        return " ".join(f"{fault.pointer.lstrip('/')}: {fault.detail}" for fault in faults)
    return str(error).removeprefix(f"Error executing tool {name}: ")


def _listed(tool: Tool) -> ListedTool:
    return ListedTool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.parameters,
        output_schema=tool.output_schema,
        annotations=tool.annotations,
    )
