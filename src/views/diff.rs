//! A comparison: the list of changes, and the texts of the selected one.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    chrome,
    compare::{self, Form},
    dialogs, sheet,
    sql::{self, Scroll},
    text::{fit, pad, width},
    theme::Theme,
    tree::selection,
};
use crate::app::state::{
    Pane, State,
    comparison::{self, Compared},
    jobs::Slot,
    layout::{self, is_side_by_side},
    sheet::{Sheet, Tone},
    sheets::{clock, count, key},
};
use pgworks_core::risk::Level;

/// Cells of the word that says the worst of a change, its mark included.
const WORST: usize = 15;

/// Draws the panes.
pub(super) fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>, areas: (Rect, Rect)) {
    if areas.0.width > 2 {
        list(state, theme, frame, areas.0);
    }
    if areas.1.width > 2 {
        texts(state, theme, frame, areas.1);
    }
}

/// Returns the names of the sides, old and new, without what both begin with: two
/// databases of one server differ in their last word.
fn names(state: &State) -> [String; 2] {
    let [old, new] = whole_names(state);
    match (old.rsplit_once('/'), new.rsplit_once('/')) {
        (Some((before, was)), Some((same, is))) if before == same && was != is => {
            [was.to_owned(), is.to_owned()]
        }
        _ => [old, new],
    }
}

fn whole_names(state: &State) -> [String; 2] {
    if let Some(found) = &state.comparison.found {
        return found.names.clone();
    }
    state.comparison.question.as_ref().map_or_else(
        || ["OLD".to_owned(), "NEW".to_owned()],
        |it| [&it.old.word, &it.new.word].map(|word| pgworks_core::sql::display(word).into_owned()),
    )
}

fn list(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let comparison = &state.comparison;
    let [old, new] = names(state);
    let sides = format!("{old} → {new}");
    let title = match &comparison.found {
        Some(found) if !found.changes.is_empty() => {
            let all = found.changes.len();
            format!("{} of {all} ticked  {sides}", comparison.ticked.len())
        }
        _ => sides,
    };
    chrome::pane(state, theme, frame, (area, Pane::List), &title);
    let parts = layout::changes(state);
    head(state, theme, frame, parts.head);
    let shown = comparison.shown();
    match &comparison.found {
        Some(found) if !shown.is_empty() => rows(state, theme, frame, parts.body, (found, &shown)),
        _ => {
            let lines = nothing(state).lines(usize::from(parts.body.width));
            sheet::lines(theme, frame, parts.body, lines.iter());
        }
    }
}

/// Draws the filter, and that the comparison is of what was.
fn head(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let comparison = &state.comparison;
    let mut y = area.y;
    let mut row = || {
        let row = Rect {
            y,
            height: 1.min(area.bottom().saturating_sub(y)),
            ..area
        };
        y += 1;
        row
    };
    if comparison.is_stale {
        let words = format!(
            "! OLD was changed since: {} compares again",
            key(state, "refresh")
        );
        let words = fit(&words, usize::from(area.width)).into_owned();
        frame.render_widget(Span::styled(words, theme.warn), row());
    }
    let questions = comparison.questions();
    if questions > 0 {
        let words = format!(
            "? {} a rename: {} decides",
            count(questions, "change may be", "changes may be"),
            key(state, "renames")
        );
        let words = fit(&words, usize::from(area.width)).into_owned();
        frame.render_widget(Span::styled(words, theme.warn), row());
    }
    if let Some(filter) = &comparison.filter {
        let all = comparison.found.as_ref().map_or(0, |it| it.changes.len());
        let sign = format!("/ {} of {all} ", comparison.shown().len());
        if comparison.is_typing {
            dialogs::input(theme, frame, row(), &sign, filter);
        } else {
            let words = format!("{sign}{}", filter.text());
            let words = fit(&words, usize::from(area.width)).into_owned();
            frame.render_widget(Span::styled(words, theme.dim), row());
        }
    }
}

/// Says why there is no change to be listed.
fn nothing(state: &State) -> Sheet {
    let mut says = Sheet::default();
    let comparison = &state.comparison;
    if let Some(job) = state.jobs.running(Slot::Compare) {
        let took = clock(state.now.saturating_sub(job.began));
        says.say(Tone::Head, format!("COMPARING  {took}"));
        says.say(Tone::Plain, chrome::progress_words(job));
    } else if let Some(report) = &comparison.failure {
        says.say(Tone::Danger, format!("not compared: {}", report.title()));
        let words = format!("{} compares again", key(state, "refresh"));
        says.say(Tone::Dim, words);
    } else if let Some(found) = &comparison.found {
        if found.changes.is_empty() {
            equal(state, found, &mut says);
        } else {
            says.say(Tone::Dim, "no change fits the filter");
        }
    } else {
        let words = format!(
            "Nothing is compared yet: {} on a database compares it with another.",
            key(state, "compare")
        );
        says.say(Tone::Dim, words);
    }
    says
}

fn equal(state: &State, found: &Compared, says: &mut Sheet) {
    says.say(Tone::Good, "= no difference: OLD is what NEW is");
    let notes = found.notes.len();
    if notes > 0 {
        says.gap();
        let words = format!(
            "Notes of the reading, {notes}; {} shows all:",
            key(state, "jobs")
        );
        says.say(Tone::Warn, words);
        for note in found.notes.iter().take(20) {
            says.say(Tone::Plain, note);
        }
    }
}

fn rows(
    state: &State,
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    (found, shown): (&Compared, &[usize]),
) {
    let comparison = &state.comparison;
    let seen = shown.iter().enumerate().skip(comparison.cursor.top);
    for (y, (place, at)) in (area.y..area.bottom()).zip(seen) {
        let Some(line) = found.lines.get(*at) else {
            continue;
        };
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        let is_ticked = comparison.ticked.contains(at);
        let folded = folded(comparison, found, *at, line);
        let spans = change(
            theme,
            folded.as_ref().unwrap_or(line),
            is_ticked,
            usize::from(area.width),
        );
        let is_selected = place == comparison.cursor.at;
        let sign = if is_selected { ">" } else { " " };
        let mut spans = spans;
        spans.insert(0, Span::styled(sign, theme.text));
        let mut words = Line::from(spans);
        if is_selected {
            // The line's own colours would fight with the selection's.
            for span in &mut words.spans {
                span.style = Style::new();
            }
            words = words.style(selection(state, theme, Pane::List));
        }
        frame.render_widget(words, row);
    }
}

/// Returns the line of a change that is in a fold: its head stands for all, or stands open
/// above the others.
fn folded(
    comparison: &comparison::Comparison,
    found: &Compared,
    at: usize,
    line: &comparison::Line,
) -> Option<comparison::Line> {
    let fold = found.fold(at)?;
    let mut line = line.clone();
    if comparison.closed(at).is_some() {
        let of = pgworks_core::sql::display(&fold.of);
        let more = fold.members.len() - 1;
        line.name = format!("▸ {} and {more} more", line.name);
        line.what = format!("same change, {} of {of}", fold.kind);
        line.loses |= fold
            .members
            .iter()
            .any(|it| found.lines.get(*it).is_some_and(|it| it.loses));
    } else if fold
        .head()
        .is_some_and(|head| comparison.unfolded.contains(&head))
    {
        let sign = if fold.head() == Some(at) {
            "▾ "
        } else {
            "  "
        };
        line.name = format!("{sign}{}", line.name);
    }
    Some(line)
}

/// Returns a line of the list, without the sign of the selection.
fn change(
    theme: &Theme,
    line: &comparison::Line,
    is_ticked: bool,
    cells: usize,
) -> Vec<Span<'static>> {
    let sign = match line.sign {
        '+' => theme.added.sign,
        '-' => theme.removed.sign,
        _ => theme.changed.sign,
    };
    let tick = if is_ticked { "[x] " } else { "[ ] " };
    let room = cells.saturating_sub(7 + WORST);
    let kind = format!("{} ", line.kind);
    let name = fit(&line.name, room.saturating_sub(width(&kind))).into_owned();
    let used = width(&kind) + width(&name);
    let what = if line.what.is_empty() || used + 6 > room {
        String::new()
    } else {
        format!("  {}", line.what)
    };
    let gap = room.saturating_sub(used);
    let what = fit(&what, gap.saturating_sub(1)).into_owned();
    let what = pad(&what, gap).into_owned();
    let (mark, risk) = match line.level {
        Level::Danger => ("! ", theme.danger),
        Level::Warning => ("! ", theme.warn),
        Level::Notice => ("  ", theme.text),
        Level::Safe => ("  ", theme.dim),
    };
    let worst = pad(&format!("{mark}{}", line.worst), WORST).into_owned();
    vec![
        Span::styled(tick, theme.text),
        Span::styled(format!("{} ", line.sign), sign),
        Span::styled(kind, theme.dim),
        Span::styled(name, theme.text),
        Span::styled(what, theme.dim),
        Span::styled(worst, risk),
    ]
}

fn texts(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let comparison = &state.comparison;
    let selected = comparison.selected();
    let line = selected.and_then(|at| comparison.found.as_ref()?.lines.get(at));
    let title = line.map_or_else(
        || "texts".to_owned(),
        |it| format!("{} {} {}", it.sign, it.kind, it.name),
    );
    chrome::pane(state, theme, frame, (area, Pane::Detail), &title);
    let Some(texts) = comparison
        .texts
        .as_ref()
        .filter(|it| Some(it.change) == selected)
    else {
        return;
    };
    let parts = layout::change_texts(state);
    let form = if is_side_by_side(state) {
        Form::SideBySide
    } else {
        Form::Unified
    };
    sides(state, theme, frame, parts.head, form);
    let scroll = Scroll {
        line: comparison.text_cursor.top,
        column: comparison.left,
    };
    compare::draw(
        frame.buffer_mut(),
        parts.body,
        &texts.rows,
        form,
        scroll,
        theme,
    );
    if let Some(line) = line
        && parts.foot.height > 1
    {
        foot(theme, frame, parts.foot, (line, texts));
    }
}

/// Draws the names of the sides above their texts.
fn sides(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect, form: Form) {
    let [old, new] = names(state);
    let (old, new) = (format!("- OLD {old}"), format!("+ NEW {new}"));
    if form == Form::SideBySide {
        let (left, right) = compare::panes(area);
        for (area, name, style) in [
            (left, &old, theme.removed.sign),
            (right, &new, theme.added.sign),
        ] {
            let name = fit(name, usize::from(area.width)).into_owned();
            frame.render_widget(Span::styled(name, style), area);
        }
        return;
    }
    let room = usize::from(area.width).saturating_sub(2) / 2;
    let line = Line::from(vec![
        Span::styled(fit(&old, room).into_owned(), theme.removed.sign),
        Span::styled("  ", theme.text),
        Span::styled(fit(&new, room).into_owned(), theme.added.sign),
    ]);
    frame.render_widget(line, area);
}

/// Draws the risk and the statements below the texts.
fn foot(
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    (line, texts): (&comparison::Line, &comparison::Texts),
) {
    let rule = "─".repeat(usize::from(area.width));
    frame.render_widget(Span::styled(rule, theme.border), Rect { height: 1, ..area });
    let mut says = Sheet::default();
    let tone = match line.level {
        Level::Danger => Tone::Danger,
        Level::Warning => Tone::Warn,
        Level::Notice => Tone::Plain,
        Level::Safe => Tone::Good,
    };
    says.say(tone, &line.risk);
    let words = says.lines(usize::from(area.width));
    let most = usize::from(area.height.saturating_sub(1) / 2).max(1);
    let below = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    let drawn = sheet::lines(theme, frame, below, words.iter().take(most));
    let rest = Rect {
        y: below.y + drawn,
        height: below.height - drawn,
        ..below
    };
    let top = Scroll::default();
    sql::draw(
        frame.buffer_mut(),
        rest,
        &texts.statements,
        top,
        false,
        theme,
    );
}
