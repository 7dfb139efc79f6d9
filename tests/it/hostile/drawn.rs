//! Hostile texts in the state: no cell of any pane holds what a terminal would obey, and
//! every row is as wide as the screen.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};
use pgworks::{
    app::{
        command::Keymap,
        effect::Effect,
        event::{Answer, Event, News},
        launch::Opening,
        state::{
            Screen, State,
            dialog::{Confirm, Dialog, Text, Then},
            input::Input,
            tree::Index,
        },
        update,
    },
    views::{
        self,
        theme::{Depth, Theme, ThemeName},
    },
};
use pgworks_core::{
    catalog::{Builder, Catalog, Object, ObjectId},
    kinds::common::COMMENT,
};
use ratatui::{Terminal, backend::TestBackend};

use super::names;
use crate::walk::{
    answers::{World, report},
    check,
    random::Random,
    shop::Shop,
};

/// How many names and comments are shown.
const COUNT: usize = 2_000;

const SIZES: [(u16, u16); 4] = [(60, 15), (80, 24), (120, 40), (200, 50)];

fn draw(state: &State) {
    let theme = Theme::new(ThemeName::Ansi, Depth::Truecolor);
    let (columns, rows) = state.size;
    let mut screen = Terminal::new(TestBackend::new(columns, rows)).expect("a screen");
    screen
        .draw(|frame| views::draw(state, &theme, frame))
        .expect("a screen");
    if let Err(wrong) = check::cells(screen.backend().buffer()) {
        panic!("{:?} at {:?}: {wrong}", state.size, state.place());
    }
}

fn draw_everywhere(state: &mut State) {
    for size in SIZES {
        let _ = update::update(state, Event::Resize(size.0, size.1));
        draw(state);
    }
}

/// Carries effects out at once, until nothing is asked any more.
fn settle(state: &mut State, world: &World, random: &mut Random, effects: Vec<Effect>) {
    let mut effects = std::collections::VecDeque::from(effects);
    while let Some(effect) = effects.pop_front() {
        if let Effect::Start(start) = effect {
            for news in world.answer(&start, random) {
                effects.extend(update::update(state, Event::Job(start.id, news)));
            }
        }
    }
}

/// Returns a catalog whose tables have these names, and hostile comments.
fn tables(shop: &Catalog, names: &[String], random: &mut Random) -> Catalog {
    let schema = shop.objects().find(|(_, it)| it.id.kind.name() == "schema");
    let table = shop.objects().find(|(_, it)| it.id.kind.name() == "table");
    let (Some((_, schema)), Some((_, table))) = (schema, table) else {
        panic!("a shop without a schema or a table");
    };
    let mut builder = Builder::default();
    builder.add(schema.clone());
    for name in names {
        let path = [builder.name(schema.id.name()), builder.name(name)];
        let mut object = Object {
            id: ObjectId::new(table.id.kind, path),
            ..table.clone()
        };
        let comment = builder.name(&names::text(random, 300));
        object.attrs.set(COMMENT, comment);
        builder.add(object);
    }
    builder.finish(shop.origin.clone())
}

#[test]
fn no_name_or_comment_reaches_a_cell_as_it_is() {
    let shop = Shop::read();
    let mut random = Random::new(7);
    let names = names::names(&mut random, COUNT);
    let catalog = Arc::new(tables(&shop.old, &names, &mut random));
    let index = Arc::new(Index::of_catalog(&catalog, None));
    let world = World { shops: vec![shop] };
    let opening = Opening::Source("shop".to_owned());
    let (mut state, effects) = update::start(&opening, Keymap::default(), (120, 40));
    let opens = effects.iter().find_map(|it| match it {
        Effect::Start(start) => {
            matches!(start.slot, pgworks::app::state::jobs::Slot::Database(_)).then_some(start.id)
        }
        _ => None,
    });
    let db = state.opened[0].id;
    let answer = Answer::Catalog(db, Arc::clone(&catalog), index);
    let _ = update::update(
        &mut state,
        Event::Job(opens.expect("a job"), News::Done(answer)),
    );
    // Down the whole tree, looking at each object.
    let key = |code| Event::Key(KeyEvent::from(code));
    for code in [KeyCode::Enter, KeyCode::Down, KeyCode::Enter] {
        let _ = update::update(&mut state, key(code));
    }
    let mut seen = 0;
    while seen < COUNT {
        let _ = update::update(&mut state, key(KeyCode::Down));
        let effects = update::update(&mut state, key(KeyCode::Enter));
        settle(&mut state, &world, &mut random, effects);
        draw(&state);
        if seen % 100 == 0 {
            draw_everywhere(&mut state);
        }
        state.dialogs.clear();
        let _ = update::update(&mut state, Event::Resize(120, 40));
        if state.pane() == pgworks::app::state::Pane::Detail {
            let _ = update::update(&mut state, key(KeyCode::Tab));
        }
        seen += 1;
    }
}

#[test]
fn no_report_or_question_reaches_a_cell_as_it_is() {
    let mut random = Random::new(11);
    let (mut state, _) = update::start(&Opening::Connections, Keymap::default(), (80, 24));
    for _ in 0..COUNT / 4 {
        let wild = |random: &mut Random| names::text(random, 400);
        let lines = vec![wild(&mut random), wild(&mut random)];
        state.dialogs = vec![
            Dialog::Failure(report(&mut random)),
            Dialog::Text(Text {
                title: wild(&mut random),
                lines: lines.clone(),
                top: 0,
            }),
            Dialog::Confirm(Confirm {
                title: wild(&mut random),
                lines,
                wanted: wild(&mut random),
                input: Input::new(&wild(&mut random)),
                top: 0,
                then: Then::Quit,
            }),
        ];
        state.dialogs.truncate(1 + random.below(3));
        state.screen = *random.pick(&Screen::ALL);
        let size = *random.pick(&SIZES);
        state.size = size;
        draw(&state);
    }
}
