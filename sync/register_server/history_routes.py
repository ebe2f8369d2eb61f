"""The routes of the history, for the register's staff."""

from typing import Annotated
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter
from sqlalchemy import select

from sync import protocol
from sync.register_server import tables
from sync.register_server.auth import staff_only
from sync.register_server.history import history_page
from sync.register_server.problems import NOT_FOUND, refusal
from sync.register_server.refusals import documented
from sync.register_server.service import Service

PAGE = 200
PAGE_MAX = 1000
SEQ_MAX = 2**53
"""The largest seq that can be asked for: beyond it, a schema's numbers are no longer exact."""
_TAGS = ["records"]

After = Annotated[
    int, QueryParameter(ge=0, le=SEQ_MAX, description="Entries after this seq: the next of the page before.")
]
Limit = Annotated[int, QueryParameter(ge=1, le=PAGE_MAX, description="How many entries to answer at most.")]


@get("/v1/history", tags=_TAGS, guards=[staff_only], responses=documented(400, 403, 500, 503), sync_to_thread=True)
def get_history(service: NamedDependency[Service], after: After = 0, limit: Limit = PAGE) -> protocol.HistoryPage:
    """Every change of every record: who, when, from which machine, what before and after, why."""
    with service.store.read() as connection:
        return history_page(connection, None, after, limit)


@get(
    "/v1/interpreters/{id:uuid}/history",
    tags=_TAGS,
    guards=[staff_only],
    responses=documented(400, 403, 404, 500, 503),
    sync_to_thread=True,
)
def get_interpreter_history(
    service: NamedDependency[Service],
    id: Annotated[UUID, PathParameter(description="The person's id.")],
    after: After = 0,
    limit: Limit = PAGE,
) -> protocol.HistoryPage:
    """Every change of a person and of all that belongs to the person, also of one who is deleted."""
    with service.store.read() as connection:
        known = select(tables.records.c.id).where(
            tables.records.c.id == str(id), tables.records.c.type == "interpreter"
        )
        if connection.execute(known).first() is None:
            raise refusal(404, NOT_FOUND, "The register never had a person with this id.")
        return history_page(connection, str(id), after, limit)


HISTORY_ROUTES = [get_history, get_interpreter_history]
