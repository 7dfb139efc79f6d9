//! A live database named on the command line.

use pgworks_core::{
    conn::{Conninfo, PasswordSource, Profile},
    error::Result,
};

use super::context::Context;
use crate::front::naming;
pub(super) use crate::front::naming::Target;

/// Reads the name of a live database; nothing means what the environment says.
pub(super) fn read(text: &str, cx: &Context) -> Result<Target> {
    let target = naming::target(text, &cx.locations, &cx.surroundings.environment)?;
    warn(&target.conninfo, target.profile.as_ref(), cx);
    Ok(target)
}

/// Warns of a password that stands on the command line.
pub(super) fn warn(conninfo: &Conninfo, profile: Option<&Profile>, cx: &Context) {
    if profile.is_none() && conninfo.password_source == PasswordSource::Text {
        cx.messages.say(
            "warning: a password on the command line can be read by others on this machine; \
             ~/.pgpass keeps it (PostgreSQL manual, \"The Password File\")",
        );
    }
}
