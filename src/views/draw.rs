//! The whole screen: a function of the state.

use ratatui::{
    Frame,
    widgets::{Paragraph, Wrap},
};

use super::{chrome, connections, dialogs, diff, jobs, object, run, theme::Theme, tree, wizard};
use crate::app::state::{
    Screen, State,
    layout::{LEAST, areas, is_large_enough},
};

/// Draws the screen.
pub fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    frame.buffer_mut().set_style(area, theme.text);
    if !is_large_enough(area.width, area.height) {
        let words = format!(
            "pgworks needs {}x{}; this is {}x{}. Ctrl-C quits.",
            LEAST.0, LEAST.1, area.width, area.height
        );
        let words = Paragraph::new(words).style(theme.text);
        frame.render_widget(words.wrap(Wrap { trim: true }), area);
        return;
    }
    let areas = areas(state);
    let body = (areas.list, areas.detail);
    chrome::bar(state, theme, frame, areas.bar);
    chrome::rail(state, theme, frame, &areas);
    match state.screen {
        Screen::Connections => connections::draw(state, theme, frame, body),
        Screen::Schema => {
            if areas.list.width > 0 {
                tree::draw(state, theme, frame, areas.list);
            }
            if areas.detail.width > 0 {
                object::draw(state, theme, frame, areas.detail);
            }
        }
        Screen::Diff => diff::draw(state, theme, frame, body),
        Screen::Migrate => wizard::draw(state, theme, frame, body),
        Screen::Run => run::draw(state, theme, frame, body),
        Screen::Jobs => jobs::draw(state, theme, frame, body),
    }
    chrome::message(state, theme, frame, areas.message);
    chrome::footer(state, theme, frame, areas.footer);
    dialogs::draw(state, theme, frame);
}
