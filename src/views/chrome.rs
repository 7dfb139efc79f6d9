//! What is around every view: the context bar, the message, the keys, the frame of a pane.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Block, BorderType, Clear},
};

use super::{
    text::{fit, width},
    theme::Theme,
};
use crate::app::{
    command::{COMMANDS, Place},
    state::{
        Pane, Screen, State,
        jobs::{Job, Weight},
        layout::Areas,
        opened::{Opened, Phase, Tag},
    },
};

/// Draws the context bar: environment, database, role, what runs.
pub(super) fn bar(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let mut spans = Vec::new();
    let right = right_of_bar(state);
    let room = usize::from(area.width).saturating_sub(width(&right) + 1);
    let mut used = 0;
    let mut push = |text: String, style: Style| {
        let text = fit(&text, room.saturating_sub(used)).into_owned();
        used += width(&text);
        spans.push(Span::styled(text, style));
    };
    push(format!(" {} ", state.screen.name()), theme.heading);
    match state.context() {
        Some(opened) => {
            if let Some(badge) = opened.tag.badge() {
                push(format!("▌{badge}▐"), badge_style(&opened.tag, theme));
                push(" ".into(), theme.text);
            }
            push(opened_words(opened), theme.text);
        }
        None if state.opened.is_empty() => push("no database is open".into(), theme.dim),
        None => push("this connection is not open".into(), theme.dim),
    }
    frame.render_widget(Line::from(spans), area);
    let right_width = u16::try_from(width(&right)).unwrap_or(0).min(area.width);
    let place = Rect {
        x: area.right().saturating_sub(right_width),
        width: right_width,
        ..area
    };
    frame.render_widget(Span::styled(right, theme.info), place);
}

/// Returns what is known of a database in one line.
fn opened_words(opened: &Opened) -> String {
    let Some(server) = &opened.server else {
        return match opened.phase {
            Phase::Failed(_) => format!("{} (not connected)", opened.name),
            Phase::WantsPassword => format!("{} (wants a password)", opened.name),
            _ => format!("{} (connecting)", opened.name),
        };
    };
    let mut words = server.describe.clone();
    if server.is_read_only {
        words.push_str(" (RO)");
    }
    if !server.version.is_empty() {
        words.push_str(&format!("  PostgreSQL {}", server.version));
    }
    if !server.protection.is_empty() {
        words.push_str(&format!("  {}", server.protection));
    }
    match &opened.phase {
        Phase::Failed(_) => words.push_str("  LOST"),
        Phase::Reading => words.push_str("  reading"),
        _ => {}
    }
    words
}

/// Returns the style of an environment's badge.
pub(super) fn badge_style(tag: &Tag, theme: &Theme) -> Style {
    match tag {
        Tag::Production => theme.badges.production,
        Tag::Staging => theme.badges.staging,
        Tag::Test => theme.badges.test,
        Tag::Development => theme.badges.dev,
        Tag::None | Tag::Other(_) => theme.title,
    }
}

/// Returns what runs, for the right end of the bar.
fn right_of_bar(state: &State) -> String {
    let mut at_work = state.jobs.at_work();
    let Some(first) = at_work.next() else {
        return unfinished(state);
    };
    let more = at_work.count();
    let mut words = progress_words(first);
    if more > 0 {
        words.push_str(&format!(" +{more}"));
    }
    fit(&words, usize::from(state.size.0) / 3).into_owned()
}

/// Returns what stays to be looked at when nothing runs: a run that did not come to its end.
fn unfinished(state: &State) -> String {
    let has_failed = matches!(state.running.outcome, Some(Err(_)));
    let status = state.running.status.as_ref();
    let is_unfinished = status.is_some_and(|it| it.unfinished.is_some());
    if has_failed || is_unfinished {
        return "! the run stopped: 7 ".to_owned();
    }
    match state.context().and_then(|it| it.unfinished) {
        Some(run) => format!("! run {run} is unfinished: 7 "),
        None => String::new(),
    }
}

/// Returns what a job last said, with how far it is.
pub(super) fn progress_words(job: &Job) -> String {
    match &job.step {
        Some(step) if step.total > 0 => {
            // All is done only when the job says so.
            let share = (step.done * 100 / step.total).min(99);
            format!("{} {share}%", step.what)
        }
        Some(step) => step.what.clone(),
        None => job.title.clone(),
    }
}

/// Draws the message above the keys.
pub(super) fn message(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let Some(message) = &state.message else {
        return;
    };
    let (sign, style) = match message.weight {
        Weight::Note => (" ", theme.info),
        Weight::Done => ("=", theme.ok),
        Weight::Warning => ("!", theme.warn),
        Weight::Failure => ("!", theme.danger),
    };
    let words = fit(&message.words, usize::from(area.width).saturating_sub(3)).into_owned();
    frame.render_widget(Span::styled(format!("{sign} {words} "), style), area);
}

/// Draws the keys that are valid now. Those that are refused now are dim.
pub(super) fn footer(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let mut spans = Vec::new();
    let mut room = usize::from(area.width);
    let hints = if state.pressed.is_empty() {
        hints(state)
    } else {
        following(state)
    };
    for (keys, word, is_refused) in hints {
        let (keys, word) = (format!(" {keys} "), format!("{word} "));
        let wide = width(&keys) + width(&word);
        if wide > room {
            break;
        }
        room -= wide;
        let (key, text) = if is_refused {
            (theme.dim, theme.dim)
        } else {
            (theme.key, theme.key_text)
        };
        spans.push(Span::styled(keys, key));
        spans.push(Span::styled(word, text));
    }
    frame.render_widget(Line::from(spans), area);
}

/// Lists the commands that the footer shows: those of the place first.
fn hints(state: &State) -> Vec<(String, &'static str, bool)> {
    let place = state.place();
    if let Some(hints) = dialog_hints(state) {
        return hints;
    }
    let own = COMMANDS.iter().filter(|row| !row.places.is_empty());
    let everywhere = COMMANDS.iter().filter(|row| row.places.is_empty());
    let mut hints = Vec::new();
    if state.running.is_under_way() {
        hints.push(("ctrl-c".to_owned(), "stop", false));
    }
    for row in own.chain(everywhere) {
        if row.hint.is_empty() || !row.is_at(place) || is_shadowed(state, place, row.name) {
            continue;
        }
        if let Some(keys) = state.keymap.keys(row.name).into_iter().next() {
            hints.push((keys, row.hint, state.refusal(row.act).is_some()));
        }
    }
    let needed: usize = hints.iter().map(|it| width(&it.0) + width(it.1) + 3).sum();
    if needed > usize::from(state.size.0) {
        // What can be done counts over what cannot.
        hints.retain(|(_, _, is_refused)| !is_refused);
    }
    // Where there is no room for all, the way out and the help are not what is missing.
    let last = hints.split_off(hints.len().saturating_sub(3));
    let wide: usize = last.iter().map(|it| width(&it.0) + width(it.1) + 3).sum();
    let mut room = usize::from(state.size.0).saturating_sub(wide);
    hints.retain(|it| {
        let needed = width(&it.0) + width(it.1) + 3;
        let fits = needed <= room;
        room = if fits { room - needed } else { 0 };
        fits
    });
    hints.extend(last);
    hints
}

/// Tells whether a command's first key means something else at this place.
fn is_shadowed(state: &State, place: Place, name: &str) -> bool {
    name == "open" && place == Place::Object && state.size.0 < 100
}

/// What a dialog takes.
fn dialog_hints(state: &State) -> Option<Vec<(String, &'static str, bool)>> {
    use crate::app::state::dialog::Dialog;
    let pairs: &[(&str, &'static str)] = match state.dialogs.last()? {
        Dialog::Help(_) | Dialog::Palette(_) => {
            &[("enter", "run"), ("up/down", "choose"), ("esc", "close")]
        }
        Dialog::Ask(_) => &[("enter", "take"), ("esc", "close")],
        Dialog::Confirm(it) if it.wanted.is_empty() => &[("y", "yes"), ("n", "no")],
        Dialog::Confirm(_) => &[("enter", "confirm"), ("esc", "do nothing")],
        Dialog::Failure(_) => &[("enter", "close")],
        Dialog::Text(_) => &[("any key", "close")],
    };
    let hints = pairs
        .iter()
        .map(|(keys, word)| ((*keys).to_owned(), *word, false));
    Some(hints.collect())
}

/// Lists the ways on from the keys pressed so far.
fn following(state: &State) -> Vec<(String, &'static str, bool)> {
    let pressed: Vec<_> = state
        .pressed
        .iter()
        .copied()
        .map(crate::app::command::chord)
        .collect();
    let after = state.keymap.after(state.place(), &pressed);
    let hint = |row: &'static crate::app::command::Command| {
        if row.hint.is_empty() {
            row.name
        } else {
            row.hint
        }
    };
    after
        .into_iter()
        .map(|(keys, row)| (keys, hint(row), state.refusal(row.act).is_some()))
        .collect()
}

/// Draws the frame of a pane and returns what is inside. The focused one has another
/// border, and the database's badge stands in each.
pub(super) fn pane(
    state: &State,
    theme: &Theme,
    frame: &mut Frame<'_>,
    (area, pane): (Rect, Pane),
    title: &str,
) -> Rect {
    let has_focus = state.pane() == pane && state.dialogs.is_empty();
    let tag = state.context().map_or(Tag::None, |it| it.tag.clone());
    let style = if has_focus {
        theme.border_focus
    } else {
        theme.border
    };
    let kind = match tag {
        Tag::Production => BorderType::Double,
        _ => BorderType::Plain,
    };
    let room = usize::from(area.width).saturating_sub(4);
    let title_style = if has_focus {
        theme.heading
    } else {
        theme.title
    };
    let mut block = Block::bordered()
        .border_type(kind)
        .border_style(style)
        .title(Span::styled(format!(" {} ", fit(title, room)), title_style));
    if let Some(badge) = tag.badge()
        && width(title) + width(&badge) + 8 < usize::from(area.width)
    {
        let badge = Line::from(Span::styled(format!(" {badge} "), badge_style(&tag, theme)));
        block = block.title(badge.right_aligned());
    }
    let inside = block.inner(area);
    frame.render_widget(block, area);
    inside
}

/// Draws the wizard's steps.
pub(super) fn rail(state: &State, theme: &Theme, frame: &mut Frame<'_>, areas: &Areas) {
    use crate::app::state::wizard::Step;
    if state.screen != Screen::Migrate {
        return;
    }
    let mut spans = Vec::new();
    // Where there is little room the last step is seen nevertheless.
    let gap = if areas.rail.width < 72 { "" } else { " " };
    for step in Step::ALL {
        let style = match step.cmp(&state.wizard.step) {
            std::cmp::Ordering::Less => theme.ok,
            std::cmp::Ordering::Equal => theme.selection,
            std::cmp::Ordering::Greater => theme.dim,
        };
        spans.push(Span::styled(
            format!("{gap}{} {}{gap}", step.number(), step.name()),
            style,
        ));
        if step.next().is_some() {
            spans.push(Span::styled("▸", theme.dim));
        }
    }
    frame.render_widget(Line::from(spans), areas.rail);
}

/// Draws a box in the middle of the screen and returns what is inside.
pub(super) fn popup(
    theme: &Theme,
    frame: &mut Frame<'_>,
    (columns, rows): (u16, u16),
    title: &str,
    style: Style,
) -> Rect {
    let whole = frame.area();
    let columns = columns.min(whole.width.saturating_sub(2));
    let rows = rows.min(whole.height.saturating_sub(2));
    let area = Rect {
        x: (whole.width - columns) / 2,
        y: (whole.height - rows) / 2,
        width: columns,
        height: rows,
    };
    let room = usize::from(columns).saturating_sub(4);
    frame.render_widget(Clear, area);
    let block = Block::bordered()
        .border_style(style)
        .style(theme.text)
        .title(Span::styled(format!(" {} ", fit(title, room)), style));
    let inside = block.inner(area);
    frame.render_widget(block, area);
    inside
}
