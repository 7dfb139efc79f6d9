//! The signals that the workbench listens to: to end, and another size of the terminal.

/// What a signal means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// Leave: the process is asked to end, or its terminal is gone.
    Stop,
    /// The terminal has another size.
    Resize,
}

#[cfg(unix)]
pub(super) use unix::Signals;

#[cfg(unix)]
mod unix {
    use tokio::signal::unix::{Signal as Listener, SignalKind, signal};

    use super::Signal;

    /// The signals. One that cannot be listened to does what it always does.
    pub(in crate::app) struct Signals {
        terminate: Option<Listener>,
        hangup: Option<Listener>,
        resize: Option<Listener>,
    }

    impl Signals {
        /// Begins to listen.
        pub(in crate::app) fn new() -> Self {
            Self {
                terminate: signal(SignalKind::terminate()).ok(),
                hangup: signal(SignalKind::hangup()).ok(),
                resize: signal(SignalKind::window_change()).ok(),
            }
        }

        /// Returns the next one.
        pub(in crate::app) async fn next(&mut self) -> Signal {
            tokio::select! {
                () = come(self.terminate.as_mut()) => Signal::Stop,
                () = come(self.hangup.as_mut()) => Signal::Stop,
                () = come(self.resize.as_mut()) => Signal::Resize,
            }
        }
    }

    async fn come(listener: Option<&mut Listener>) {
        let came = match listener {
            Some(listener) => listener.recv().await.is_some(),
            None => false,
        };
        if !came {
            std::future::pending::<()>().await;
        }
    }
}

/// Elsewhere the terminal tells its size itself.
#[cfg(not(unix))]
pub(super) struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// Begins to listen.
    pub(super) fn new() -> Self {
        Self
    }

    /// Returns the next one: none comes.
    pub(super) async fn next(&mut self) -> Signal {
        std::future::pending().await
    }
}
