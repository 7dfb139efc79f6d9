//! The steps of the migration wizard.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    chrome, diff, run, sheet,
    text::{fit, pad, pad_left},
    theme::Theme,
    tree::selection,
};
use crate::app::state::{
    Pane, State,
    changes::worst,
    comparison::Side,
    jobs::Slot,
    layout::inside,
    sheet::{Sheet, Tone},
    sheets::{self, count, key},
    wizard::{PlanRow, Planned, SCOPE, SIDES, ScopeLine, SideLine, Step},
};
use pgworks_core::{
    plan::{self, Segment},
    risk::{Level, Undo},
};

/// Draws the step.
pub(super) fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>, areas: (Rect, Rect)) {
    match state.wizard.step {
        Step::Sides => sides(state, theme, frame, areas.0),
        Step::Scope => scope(state, theme, frame, areas.0),
        Step::Review => diff::draw(state, theme, frame, areas),
        Step::Plan => plan(state, theme, frame, areas),
        Step::Verify => text(state, theme, frame, areas.0, "proof"),
        Step::Run => run::draw(state, theme, frame, areas),
        Step::Report => text(state, theme, frame, areas.0, "report"),
    }
}

/// Draws a step that is one text.
fn text(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect, title: &str) {
    chrome::pane(state, theme, frame, (area, Pane::List), title);
    let says = match state.wizard.step {
        Step::Verify => sheets::verify(state),
        _ => sheets::report(state),
    };
    let place = (state.wizard.text.top, 0);
    sheet::draw(theme, frame, inside(area), &says, place);
}

fn sides(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = chrome::pane(state, theme, frame, (area, Pane::List), "sides");
    let lines = SIDES.iter().map(|line| match line {
        SideLine::Old => format!(
            "OLD  what is              {}",
            named(state.wizard.old.as_ref())
        ),
        SideLine::New => format!(
            "NEW  what it should be    {}",
            named(state.wizard.new.as_ref())
        ),
        SideLine::Swap => "     swap the two".to_owned(),
    });
    let lines: Vec<String> = lines.collect();
    choices(state, theme, frame, inside, &lines);
    below(theme, frame, inside, lines.len(), &sheets::sides(state));
}

fn named(side: Option<&Side>) -> String {
    side.map_or_else(
        || "(not chosen)".to_owned(),
        |it| pgworks_core::sql::display(&it.word).into_owned(),
    )
}

fn scope(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let inside = chrome::pane(state, theme, frame, (area, Pane::List), "scope");
    let options = &state.wizard.options;
    let tick = |is_on: bool, words: &str| {
        let sign = if is_on { "[x]" } else { "[ ]" };
        format!("{sign} {words}")
    };
    let list = |list: &[String], otherwise: &str| {
        if list.is_empty() {
            otherwise.to_owned()
        } else {
            list.join(", ")
        }
    };
    let lines = SCOPE.iter().map(|line| match line {
        ScopeLine::Schemas => format!("    schemas   {}", list(&options.schemas, "all")),
        ScopeLine::NoOwner => tick(options.no_owner, "leave owners as they are"),
        ScopeLine::NoGrants => tick(options.no_grants, "leave grants as they are"),
        ScopeLine::NoComments => tick(options.no_comments, "leave comments as they are"),
        ScopeLine::NoDrops => tick(options.no_drops, "drop nothing"),
        ScopeLine::Online => tick(options.online, "build indexes without blocking writers"),
        ScopeLine::Renames => {
            let said = options
                .answers
                .iter()
                .filter(|it| it.1)
                .map(|it| it.0.clone());
            let all: Vec<String> = options.renames.iter().cloned().chain(said).collect();
            format!("    renames   {}", list(&all, "none"))
        }
    });
    let lines: Vec<String> = lines.collect();
    choices(state, theme, frame, inside, &lines);
    below(theme, frame, inside, lines.len(), &sheets::scope(state));
}

/// Draws lines of which one is selected.
fn choices(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect, lines: &[String]) {
    let cursor = state.wizard.cursor;
    let seen = lines.iter().enumerate().skip(cursor.top);
    for (y, (at, line)) in (area.y..area.bottom()).zip(seen) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        let (sign, style) = if at == cursor.at {
            (">", selection(state, theme, Pane::List))
        } else {
            (" ", theme.text)
        };
        let words = pad(line, usize::from(area.width).saturating_sub(2));
        frame.render_widget(Span::styled(format!("{sign} {words}"), style), row);
    }
}

/// Draws what stands below the lines of a step.
fn below(theme: &Theme, frame: &mut Frame<'_>, area: Rect, lines: usize, says: &Sheet) {
    let taken = u16::try_from(lines + 1)
        .unwrap_or(u16::MAX)
        .min(area.height);
    let rest = Rect {
        y: area.y + taken,
        height: area.height - taken,
        ..area
    };
    let words = says.lines(usize::from(rest.width));
    sheet::lines(theme, frame, rest, words.iter());
}

fn plan(state: &State, theme: &Theme, frame: &mut Frame<'_>, areas: (Rect, Rect)) {
    if areas.0.width > 2 {
        let title = plan_title(state);
        chrome::pane(state, theme, frame, (areas.0, Pane::List), &title);
        if let Some(planned) = &state.wizard.planned {
            plan_rows(state, theme, frame, inside(areas.0), planned);
        } else {
            let says = no_plan(state).lines(usize::from(areas.0.width.saturating_sub(2)));
            sheet::lines(theme, frame, inside(areas.0), says.iter());
        }
    }
    if areas.1.width > 2 {
        chrome::pane(state, theme, frame, (areas.1, Pane::Detail), "action");
        let place = (state.wizard.text.top, state.wizard.left);
        let says = sheets::plan_detail(state);
        sheet::draw(theme, frame, inside(areas.1), &says, place);
    }
}

fn plan_title(state: &State) -> String {
    let Some(planned) = &state.wizard.planned else {
        return "plan".to_owned();
    };
    let plan = &planned.plan;
    let losses = plan.losses().count();
    let lossy = if losses == 0 {
        "nothing is lost".to_owned()
    } else {
        format!("{} lost", count(losses, "thing is", "things are"))
    };
    let (steps, segments) = (plan.steps().count(), plan.segments.len());
    let steps = count(steps, "statement", "statements");
    let segments = count(segments, "segment", "segments");
    format!("plan: {steps}, {segments}, {lossy}")
}

/// Says why there is no plan.
fn no_plan(state: &State) -> Sheet {
    let mut says = Sheet::default();
    let comparison = &state.comparison;
    if state.jobs.running(Slot::Plan).is_some() {
        says.say(Tone::Head, "PLANNING");
    } else if state.jobs.running(Slot::Compare).is_some() {
        says.say(Tone::Head, "COMPARING first");
    } else if let Some(report) = &state.wizard.failure {
        says.say(Tone::Danger, format!("no plan: {}", report.title()));
        says.say(Tone::Dim, format!("{} plans again", key(state, "refresh")));
    } else if comparison.found.is_none() {
        says.say(Tone::Dim, "nothing is compared yet");
    } else if comparison.ticked.is_empty() {
        says.say(Tone::Dim, "no change is ticked (step 3)");
    } else {
        says.say(Tone::Dim, format!("{} plans", key(state, "refresh")));
    }
    says
}

fn plan_rows(state: &State, theme: &Theme, frame: &mut Frame<'_>, area: Rect, planned: &Planned) {
    let cursor = state.wizard.plan_cursor;
    let mut number = steps_before(planned, cursor.top);
    let seen = planned.rows.iter().enumerate().skip(cursor.top);
    for (y, (at, row)) in (area.y..area.bottom()).zip(seen) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        let cells = usize::from(area.width);
        let drawn = match row {
            PlanRow::Added(at) => added(theme, planned, *at, cells),
            PlanRow::Left(at) => left(theme, planned, *at, cells),
            PlanRow::Head(at) => segment(theme, planned, *at, cells),
            PlanRow::Step(segment, at) => {
                number += 1;
                let segment: Option<&Segment> = planned.plan.segments.get(*segment);
                let step = segment.and_then(|it| it.steps.get(*at));
                step.map_or_else(Line::default, |it| action(theme, it, number, cells))
            }
        };
        let drawn = if at == cursor.at {
            run::selected(drawn, selection(state, theme, Pane::List))
        } else {
            drawn
        };
        frame.render_widget(drawn, line);
    }
}

/// Returns how many statements stand in the rows before one.
fn steps_before(planned: &Planned, row: usize) -> usize {
    let before = planned.rows.iter().take(row);
    before.filter(|it| matches!(it, PlanRow::Step(..))).count()
}

fn line(words: &str, style: ratatui::style::Style, cells: usize) -> Line<'static> {
    let words = pad(words, cells.saturating_sub(1)).into_owned();
    Line::from(vec![Span::raw(" "), Span::styled(words, style)])
}

fn added(theme: &Theme, planned: &Planned, at: usize, cells: usize) -> Line<'static> {
    let words = planned
        .added
        .get(at)
        .map_or_else(String::new, |(name, why)| format!("! added: {name}: {why}"));
    line(&words, theme.warn, cells)
}

fn left(theme: &Theme, planned: &Planned, at: usize, cells: usize) -> Line<'static> {
    let words = planned.plan.left.get(at).map_or_else(String::new, |it| {
        format!("! not done: {}: {}", it.object, it.why)
    });
    line(&words, theme.warn, cells)
}

fn segment(theme: &Theme, planned: &Planned, at: usize, cells: usize) -> Line<'static> {
    let segments = &planned.plan.segments;
    let how = match segments.get(at) {
        Some(it) if it.in_transaction => "one transaction",
        _ => "outside of a transaction",
    };
    let words = format!("segment {} of {}  {how}", at + 1, segments.len());
    line(&words, theme.dim, cells)
}

/// Returns an action: its statement, and as many of lock, work, loss and undo as fit.
fn action(theme: &Theme, step: &plan::Step, number: usize, cells: usize) -> Line<'static> {
    let risk = &step.action.risk;
    let (mark, style) = match risk.level() {
        Level::Danger => ("! ", theme.danger),
        Level::Warning => ("! ", theme.warn),
        Level::Notice => ("  ", theme.text),
        Level::Safe => ("  ", theme.dim),
    };
    let mut columns = Vec::new();
    if cells >= 140 {
        let lock = match risk.strongest() {
            pgworks_core::risk::Lock::None => String::new(),
            lock => lock.word().to_owned(),
        };
        columns.push(Span::styled(pad(&lock, 23).into_owned(), theme.dim));
        let work = match (risk.rewrites, risk.scans) {
            (true, _) => "rewrites",
            (_, true) => "reads table",
            _ => "",
        };
        columns.push(Span::styled(pad(work, 13).into_owned(), style));
    }
    let words = format!("{mark}{}", worst(risk));
    columns.push(Span::styled(pad(&words, 16).into_owned(), style));
    if cells >= 100 {
        let (undo, style) = match step.action.undo {
            Undo::Exact => ("undo exact", theme.dim),
            Undo::ExactIf(_) => ("undo if ...", theme.dim),
            Undo::StructureOnly(_) => ("undo partly", theme.warn),
            Undo::Impossible(_) => ("no undo", theme.danger),
        };
        columns.push(Span::styled(pad(undo, 12).into_owned(), style));
    }
    let taken: usize = columns.iter().map(Span::width).sum();
    let room = cells.saturating_sub(taken + 7);
    let sql = run::one_line(&step.action.sql, room);
    let number = pad_left(&number.to_string(), 4).into_owned();
    let mut spans = vec![
        Span::raw(" "),
        Span::styled(format!("{number} "), theme.dim),
        Span::styled(pad(&fit(&sql, room), room).into_owned(), theme.text),
        Span::raw(" "),
    ];
    spans.extend(columns);
    Line::from(spans)
}
