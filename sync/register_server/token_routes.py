"""The routes about whom the register knows: one's own account, and for administrators the tokens."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Request, delete, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import PathParameter

from sync import protocol
from sync.register_server.auth import Asker, administrators_only
from sync.register_server.refusals import documented
from sync.register_server.requests import json_body
from sync.register_server.roles import Role
from sync.register_server.service import Service
from sync.register_server.tokens import NAME_MAX, Token, TokenOrder, create_token, list_tokens, revoke_token

_TAGS = ["account"]
