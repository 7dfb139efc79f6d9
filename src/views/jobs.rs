//! Placeholder frame of the pane; its content is drawn next.

use ratatui::{Frame, layout::Rect};

use super::{chrome, theme::Theme};
use crate::app::state::{Pane, State};

/// Draws the pane.
pub(super) fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>, areas: (Rect, Rect)) {
    for (area, pane) in [(areas.0, Pane::List), (areas.1, Pane::Detail)] {
        if area.width > 2 {
            chrome::pane(state, theme, frame, (area, pane), "Jobs");
        }
    }
}
