//! The comparison, the wizard and a run: what they show at every usual size, and what
//! their commands do. No server: the shops are snapshots, a runner answers.

mod panes;
mod stage;

use pgworks::app::{
    effect::{Ask, Effect, Run},
    event::{Event, News},
    state::{
        Pane, Screen,
        dialog::{Dialog, Then},
        jobs::Slot,
        layout,
        opened::Tag,
        running::{Mark, RunRow},
        wizard::{PlanRow, Step},
    },
};
use pgworks_core::{
    error::{Class, Report},
    progress::Detail,
};

use panes::told;
use stage::{SIZES, Stage, key, unfinished};

const SIZE: (u16, u16) = (80, 24);

#[test]
fn the_pictures_of_the_readme() {
    use pgworks::views::theme::{Depth, Theme, ThemeName};

    let theme = Theme::new(ThemeName::Dark, Depth::Truecolor);
    let size = (164, 36);
    let mut stage = Stage::compared(size);
    stage.keys("down down down down").serve();
    crate::pictures::hold("diff.svg", &stage.buffer(&theme));
    let stage = Stage::planned((124, 36));
    crate::pictures::hold("plan.svg", &stage.buffer(&theme));
}

#[test]
fn comparing_equal_and_failed_say_so() {
    let mut stage = Stage::new(SIZE);
    stage.keys("2 c enter").at(12);
    assert!(
        stage.screen().contains("COMPARING  0:12"),
        "{}",
        stage.screen()
    );
    let start = stage.take();
    stage.event(Event::Job(
        start.id,
        News::Failed(Report::connect("the server is gone")),
    ));
    stage.keys("esc");
    assert!(stage.screen().contains("not compared: the server is gone"));
    let mut stage = Stage::new(SIZE);
    stage
        .keys("2 c")
        .event(Event::Paste("_same".into()))
        .keys("enter")
        .serve();
    assert!(stage.screen().contains("no difference: OLD is what NEW is"));
}

#[test]
fn the_whole_road_from_sides_to_report() {
    let mut stage = Stage::new(SIZE);
    stage.keys("6");
    assert_eq!(stage.state.wizard.step, Step::Sides);
    assert!(
        stage.state.wizard.old.is_some(),
        "the current database is OLD"
    );
    stage.keys("ctrl-n");
    assert_eq!(stage.state.wizard.step, Step::Sides, "there is no NEW yet");
    stage
        .keys("down enter")
        .event(Event::Paste("shop_new".into()))
        .keys("enter");
    for step in [
        Step::Scope,
        Step::Review,
        Step::Plan,
        Step::Verify,
        Step::Run,
    ] {
        stage.keys("ctrl-n").serve();
        assert_eq!(stage.state.wizard.step, step, "{}", stage.screen());
    }
    stage.keys("ctrl-n");
    assert_eq!(stage.state.wizard.step, Step::Run, "nothing was run");
    stage.keys("ctrl-g n o enter");
    assert!(stage.asked.is_empty(), "`no` confirms nothing");
    stage.keys("esc ctrl-g y e s enter");
    let Some(Ask::Run { run, allow, .. }) = stage.asked.last().map(|it| it.ask.clone()) else {
        panic!("a run is asked for");
    };
    let Run::Apply(planned, proof) = run else {
        panic!("the plan is run");
    };
    assert!(proof.is_some_and(|it| it.holds));
    let losses: Vec<String> = planned.plan.losses().map(|it| it.0.to_owned()).collect();
    assert_eq!(allow, losses);
    stage.serve();
    assert_eq!(stage.state.wizard.step, Step::Report);
    assert!(
        stage.screen().contains("no difference is left"),
        "{}",
        stage.screen()
    );
    stage.keys("E enter").serve();
    assert!(stage.screen().contains("migration/up.sql"));
}

#[test]
fn ticks_are_kept_undone_and_make_plans_stale() {
    let mut stage = Stage::compared(SIZE);
    let all = stage
        .state
        .comparison
        .found
        .as_ref()
        .map_or(0, |it| it.changes.len());
    let ticked = stage.state.comparison.ticked.clone();
    assert!(ticked.len() < all, "what is dropped is ticked by hand");
    stage.keys("a");
    assert_eq!(stage.state.comparison.ticked.len(), all);
    stage.keys("a");
    assert!(stage.state.comparison.ticked.is_empty());
    stage.keys("m");
    assert_eq!(stage.state.screen, Screen::Diff, "nothing is ticked");
    stage.keys("u u ctrl-r u");
    assert_eq!(stage.state.comparison.ticked, ticked);
    stage.keys("space m");
    let plan = stage
        .asked
        .iter()
        .find(|it| it.slot == Slot::Plan)
        .expect("a plan")
        .clone();
    // Another tick while the plan is made: its answer is late.
    stage.keys("4 space");
    assert!(stage.cancelled.contains(&plan.id));
    stage.serve();
    assert!(stage.state.wizard.planned.is_none());
    stage.keys("6").serve();
    assert!(
        stage.state.wizard.planned.is_some(),
        "the step asks for it again"
    );
    stage.keys("4 space r").serve();
    let unticked = stage.state.comparison.selected().expect("a change");
    let is_ticked = stage.state.comparison.ticked.contains(&unticked);
    stage.keys("r").serve();
    assert_eq!(stage.state.comparison.ticked.contains(&unticked), is_ticked);
}

#[test]
fn the_list_is_filtered_and_the_texts_turned() {
    let mut stage = Stage::compared((120, 40));
    let all = stage.state.comparison.shown().len();
    stage.keys("f");
    let risky = stage.state.comparison.shown().len();
    assert!(risky > 0 && risky < all);
    stage.keys("f / o r d e r s enter").serve();
    assert!(stage.state.comparison.shown().len() < all);
    assert!(stage.screen().contains("/ "), "the filter stays in sight");
    stage.keys("esc");
    assert_eq!(stage.state.comparison.shown().len(), all);
    assert!(layout::is_side_by_side(&stage.state));
    stage.keys("s");
    assert!(!layout::is_side_by_side(&stage.state));
    stage.keys("x");
    let question = stage.state.comparison.question.clone().expect("a question");
    assert_eq!(question.old.word, "shop_new");
    stage.keys("y s");
    assert!(
        stage.others.is_empty(),
        "nothing is compared yet, nothing to copy"
    );
}

#[test]
fn the_selected_line_is_always_in_sight() {
    for size in SIZES {
        for make in [Stage::compared, Stage::planned, Stage::ready] {
            let mut stage = make(size);
            for keys in ["end", "up", "home", "pagedown", "down", "G", "k"] {
                stage.keys(keys).serve();
                let lines: Vec<_> = stage.screen().lines().map(str::to_owned).collect();
                let marked = lines.iter().filter(|it| it.starts_with("│>")).count();
                assert_eq!(marked, 1, "{size:?} {keys}\n{}", lines.join("\n"));
            }
        }
    }
}

#[test]
fn the_plan_shows_and_copies_what_is_selected() {
    let mut stage = Stage::planned((120, 40));
    assert_eq!(stage.state.wizard.plan_row(), Some(PlanRow::Head(0)));
    stage.keys("down y s");
    let Some(Effect::Copy(sql)) = stage.others.pop() else {
        panic!("the statement is copied");
    };
    assert!(
        sql.ends_with(';') && stage.screen().contains("undo"),
        "{sql}"
    );
    stage.keys("enter");
    assert_eq!(stage.state.pane(), Pane::Detail);
    stage.keys("q");
    assert_eq!(stage.state.pane(), Pane::List);
}

#[test]
fn a_failed_look_is_shown_and_forgotten_by_the_next() {
    let mut stage = Stage::planned(SIZE);
    stage.keys("ctrl-n").serve().keys("ctrl-n ctrl-g");
    let start = stage.take();
    stage.event(Event::Job(
        start.id,
        News::Failed(Report::connect("the server is gone")),
    ));
    assert!(stage.state.dialogs.is_empty(), "it stands in the pane");
    assert!(stage.screen().contains("the server is gone"));
    stage.keys("r").serve();
    assert!(
        stage.state.dialogs.is_empty(),
        "what was wanted before is not asked now"
    );
    stage.keys("ctrl-g");
    assert!(
        matches!(stage.state.dialogs.last(), Some(Dialog::Confirm(it)) if it.then == Then::Apply)
    );
}

#[test]
fn production_asks_for_the_name_and_a_proof() {
    let mut stage = Stage::planned(SIZE);
    stage.state.opened[0].tag = Tag::Production;
    stage.keys("ctrl-n");
    let verify = stage.take();
    stage.event(Event::Job(
        verify.id,
        News::Failed(Report::fault("no scratch")),
    ));
    stage.keys("ctrl-n").serve().keys("ctrl-g");
    assert!(
        stage.state.dialogs.is_empty(),
        "nothing unproven runs on production"
    );
    assert!(stage.screen().contains("prove the plan first"));
    stage
        .keys("ctrl-p ctrl-g")
        .serve()
        .keys("ctrl-n")
        .serve()
        .keys("ctrl-g y e s enter");
    assert!(stage.asked.is_empty(), "`yes` is not its name");
    stage
        .keys("backspace backspace backspace")
        .event(Event::Paste("shop_old".into()));
    stage.keys("enter");
    assert!(stage.asked.iter().any(|it| it.slot == Slot::Run));
}

#[test]
fn a_way_back_that_was_looked_at_is_never_run_as_the_plan() {
    let mut stage = Stage::planned(SIZE);
    stage.status.last = Some(unfinished());
    stage.keys("ctrl-n").serve().keys("ctrl-n").serve();
    stage.keys("R").serve().keys("esc ctrl-g").serve();
    let Some(Dialog::Confirm(confirm)) = stage.state.dialogs.last() else {
        panic!("it is asked for");
    };
    assert_eq!(confirm.then, Then::Apply);
    let planned = stage.state.wizard.planned.clone().expect("a plan");
    let losses: Vec<String> = planned.plan.losses().map(|it| it.0.to_owned()).collect();
    assert_eq!(stage.state.running.allowed, losses);
}

#[test]
fn an_unfinished_run_is_in_the_way_of_another() {
    let mut stage = Stage::planned(SIZE);
    stage.status.unfinished = Some(unfinished());
    stage
        .keys("ctrl-n")
        .serve()
        .keys("ctrl-n")
        .serve()
        .keys("ctrl-g");
    assert!(stage.state.dialogs.is_empty());
    assert!(
        stage.screen().contains("run 7 is not finished"),
        "{}",
        stage.screen()
    );
    stage.keys("ctrl-e").serve();
    assert!(
        matches!(stage.state.dialogs.last(), Some(Dialog::Confirm(it)) if it.then == Then::Resume)
    );
}

#[test]
fn a_lost_connection_takes_the_open_segment_back() {
    let (mut stage, id) = told(SIZE);
    let marks = |stage: &Stage| -> Vec<Mark> {
        stage
            .state
            .running
            .steps
            .iter()
            .take(3)
            .map(|it| it.mark)
            .collect()
    };
    assert_eq!(marks(&stage), [Mark::Done, Mark::Done, Mark::Running]);
    let row = stage.state.running.rows[stage.state.running.cursor.at];
    assert_eq!(row, RunRow::Step(2), "the step that runs is followed");
    stage.says(
        id,
        "the connection was lost",
        Detail::Lost { why: "gone".into() },
    );
    assert_eq!(marks(&stage), [Mark::Waiting; 3]);
    stage.says(id, "connected again", Detail::Reconnected { segments: 1 });
    assert_eq!(marks(&stage), [Mark::Committed; 3]);
}

#[test]
fn a_run_is_stopped_at_a_safe_point_and_gone_on_with() {
    let (mut stage, id) = told(SIZE);
    stage.keys("ctrl-c");
    assert_eq!(stage.cancelled, [id]);
    assert!(stage.screen().contains("STOPPING"), "{}", stage.screen());
    let report = Report::new(Class::Interrupted, "stopped as asked");
    stage.status.unfinished = Some(unfinished());
    stage.event(Event::Job(id, News::Failed(report))).serve();
    assert!(stage.state.dialogs.is_empty(), "the user knows");
    assert_eq!(stage.state.running.steps[2].mark, Mark::Undone);
    assert!(
        stage.screen().contains("STOPPED as asked"),
        "{}",
        stage.screen()
    );
    stage.keys("ctrl-e").serve().keys("y e s enter");
    let start = stage.take();
    assert!(matches!(
        start.ask,
        Ask::Run {
            run: Run::Resume,
            ..
        }
    ));
}

#[test]
fn after_a_run_the_comparison_is_stale() {
    let mut stage = Stage::running(SIZE);
    stage.serve();
    assert!(stage.state.comparison.is_stale);
    stage.keys("4");
    assert!(
        stage.screen().contains("OLD was changed since"),
        "{}",
        stage.screen()
    );
    stage.keys("r").serve();
    assert!(!stage.state.comparison.is_stale);
}

#[test]
fn options_and_sides_are_turned_and_swapped() {
    let mut stage = Stage::compared(SIZE);
    stage.keys("6 x");
    assert_eq!(
        stage.state.wizard.old.as_ref().map(|it| it.word.as_str()),
        Some("shop_new")
    );
    stage.keys("x ctrl-n down space down enter");
    let options = &stage.state.wizard.options;
    assert!(options.no_owner && options.no_grants);
    stage
        .keys("home enter")
        .event(Event::Paste("shop, audit".into()))
        .keys("enter");
    assert_eq!(stage.state.wizard.options.schemas, ["shop", "audit"]);
    stage.keys("ctrl-n");
    let asked = stage.asked.iter().any(|it| it.slot == Slot::Compare);
    assert!(asked, "other options are another comparison");
    stage.keys("ctrl-n");
    assert_eq!(
        stage.state.wizard.step,
        Step::Review,
        "it is still being compared"
    );
}

#[test]
fn no_key_of_these_places_panics_at_any_size() {
    let keys = [
        "space", "a", "u", "ctrl-r", "s", "x", "f", "m", "ctrl-n", "ctrl-p", "ctrl-g", "E", "esc",
        "R", "esc", "ctrl-e", "esc", "enter", "q", "tab", "z", "end", "home", "(", ")", "y", "s",
        "/", "o", "enter", "esc", "r", "4", "6", "7", ">", "<", "pagedown",
    ];
    for size in SIZES {
        for make in [
            Stage::new,
            Stage::compared,
            Stage::planned,
            Stage::ready,
            Stage::running,
        ] {
            let mut stage = make(size);
            for (at, name) in keys.iter().cycle().take(keys.len() * 3).enumerate() {
                stage.event(Event::Key(key(name)));
                if at % 3 == 0 {
                    stage.serve();
                }
                if at % 7 == 0 {
                    let other = SIZES[at % SIZES.len()];
                    stage.event(Event::Resize(other.0, other.1));
                }
                stage.screen();
            }
        }
    }
}
