"""Logging in and out: what is done with the file of the profile in use."""

import platform
from typing import TYPE_CHECKING

from interpreter_app.ids import new_id
from interpreter_app.keys import new_key
from interpreter_app.use_cases.log_in import Credentials, LoggedIn, log_in
from interpreter_app.use_cases.log_out import LoggedOut, log_out
from ui.app_context import AppContext

if TYPE_CHECKING:
    from sync.login import Identity


def log_in_as(context: AppContext, identity: "Identity", server: str, token: str) -> LoggedIn:
    """Log in with the profile of this run, whose file nobody has open; raises what ``log_in`` raises."""
    credentials = Credentials(
        server=server,
        register_id=identity.register_id,
        token=token,
        role=identity.role,
        name=identity.name,
        device=platform.node(),
    )
    return log_in(
        context.profile_name,
        context.files,
        credentials,
        context.keys,
        now=context.clock(),
        new_id=new_id,
        new_key=new_key,
    )


def log_out_of(context: AppContext, *, discard_unsent: bool, discard_own: bool) -> LoggedOut:
    """Wipe the profile of this run, whose file nobody has open; raises what ``log_out`` raises."""
    return log_out(
        context.profile_name, context.files, context.keys, discard_unsent=discard_unsent, discard_own=discard_own
    )
