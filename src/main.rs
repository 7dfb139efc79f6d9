//! Arguments in, a front end, an exit code out.
//!
//! What a failure says is the front ends' business; only a panic, which is a fault of
//! ours, is worded here.

use std::{
    fmt,
    panic::{self, PanicHookInfo},
    process::ExitCode,
};

use color_eyre::{
    config::{HookBuilder, Theme},
    section::PanicMessage,
};
use pgworks::{
    app,
    cli::{self, Next},
};

/// The sentence of a panic. The text may hold names from a catalog, so it is escaped.
struct Sentence;

impl PanicMessage for Sentence {
    fn display(&self, info: &PanicHookInfo<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let payload = info.payload();
        let said = payload.downcast_ref::<&str>().copied();
        let said = said.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        cli::fault(f, said.unwrap_or("no message"), info.location())
    }
}

fn main() -> ExitCode {
    #[cfg(feature = "embedded")]
    if let Some(code) = pgworks::engine::entered(std::env::args_os()) {
        return code;
    }
    // A backtrace, where RUST_BACKTRACE asks for one, may go to a file: no colour.
    let hooks = HookBuilder::default()
        .panic_message(Sentence)
        .theme(Theme::new())
        .display_env_section(false);
    // It fails only where hooks stand already, and then they stay.
    let _ = hooks.install();
    let code = panic::catch_unwind(|| {
        let surroundings = cli::Surroundings::of_process();
        match cli::run(std::env::args_os(), surroundings) {
            Next::Exit(code) => code,
            Next::Workbench(launch) => match app::run(*launch) {
                Ok(()) => 0,
                Err(report) => cli::failed(&report, cli::Messages::plain()),
            },
        }
    });
    ExitCode::from(code.unwrap_or(cli::FAULT))
}
