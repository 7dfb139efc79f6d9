//! What the comparison, the steps of the wizard and a run show, at every usual size.

use std::time::Duration;

use pgworks::app::{
    event::{Answer, Event, News},
    state::id::JobId,
};
use pgworks_core::{
    error::{Class, Report, ServerError},
    progress::{Blocker, Detail},
};

use super::stage::{Stage, at_every_size, proof, unfinished};

#[test]
fn changes_at_every_size() {
    insta::assert_snapshot!("diff", at_every_size(Stage::compared));
    insta::assert_snapshot!(
        "diff_texts",
        at_every_size(|size| {
            let mut stage = Stage::compared(size);
            stage.keys("down down").serve().keys("enter").serve();
            stage
        })
    );
}

#[test]
fn each_step_at_every_size() {
    let step = |keys: &'static str| {
        move |size| {
            let mut stage = Stage::compared(size);
            stage.keys("6").keys(keys).serve();
            stage
        }
    };
    insta::assert_snapshot!("step_1_sides", at_every_size(step("")));
    insta::assert_snapshot!("step_2_scope", at_every_size(step("ctrl-n down space")));
    insta::assert_snapshot!("step_3_review", at_every_size(step("ctrl-n ctrl-n")));
    insta::assert_snapshot!(
        "step_4_plan",
        at_every_size(|size| {
            let mut stage = Stage::planned(size);
            stage.keys("down down down");
            stage
        })
    );
    insta::assert_snapshot!(
        "step_5_verify",
        at_every_size(|size| {
            let mut stage = Stage::planned(size);
            stage.keys("ctrl-n").serve();
            stage
        })
    );
    insta::assert_snapshot!(
        "step_5_failed",
        at_every_size(|size| {
            let mut stage = Stage::planned(size);
            stage.keys("ctrl-n");
            let start = stage.take();
            let answer = Answer::Proved(std::sync::Arc::new(proof(false)));
            stage.event(Event::Job(start.id, News::Done(answer)));
            stage
        })
    );
    insta::assert_snapshot!("step_6_run", at_every_size(Stage::ready));
    insta::assert_snapshot!(
        "step_6_confirm",
        at_every_size(|size| {
            let mut stage = Stage::ready(size);
            stage.keys("ctrl-g");
            stage
        })
    );
    insta::assert_snapshot!(
        "step_7_report",
        at_every_size(|size| {
            let mut stage = Stage::running(size);
            stage.at(102).serve();
            stage
        })
    );
}

/// Lets the first statements of a run go by.
pub(super) fn told(size: (u16, u16)) -> (Stage, JobId) {
    let mut stage = Stage::running(size);
    let id = stage.take().id;
    for (step, millis) in [(0, 12), (1, 3_400)] {
        let statement = Detail::Statement {
            segment: 0,
            step,
            sql: String::new(),
            object: String::new(),
        };
        stage.says(id, "segment 1 of 1: a statement", statement);
        let done = Detail::Done {
            segment: 0,
            step,
            elapsed: Duration::from_millis(millis),
        };
        stage.says(id, "", done);
    }
    let statement = Detail::Statement {
        segment: 0,
        step: 2,
        sql: String::new(),
        object: String::new(),
    };
    stage
        .at(65)
        .says(id, "segment 1 of 1: the third statement", statement);
    stage.at(72);
    (stage, id)
}

fn blocked(size: (u16, u16)) -> Stage {
    let (mut stage, id) = told(size);
    let by = vec![Blocker {
        pid: 4711,
        words: "blocked by process 4711 (role app, application shop, idle in transaction, for \
                312 s): UPDATE shop.orders SET state = 'paid'"
            .into(),
    }];
    stage.says(
        id,
        "segment 1 of 1: waiting for ACCESS EXCLUSIVE",
        Detail::Blocked { by },
    );
    stage
}

fn failed(size: (u16, u16)) -> Stage {
    let (mut stage, id) = told(size);
    let server = ServerError {
        sqlstate: "23502".into(),
        message: "column \"note\" of relation \"orders\" contains null values".into(),
        ..ServerError::default()
    };
    let report = Report::new(Class::Server, "the server refused a statement")
        .on("column shop.orders.note")
        .server(server)
        .because("run 7: 0 of 1 segments are done and stand; of the next nothing does");
    stage
        .event(Event::Job(id, News::Failed(report)))
        .keys("esc");
    stage.status.unfinished = Some(unfinished());
    stage.serve();
    stage
}

fn taken_back(size: (u16, u16)) -> Stage {
    let mut stage = Stage::running(size);
    stage.at(102).serve();
    stage.status.last = Some(unfinished());
    stage.keys("7").serve().keys("R").serve();
    stage.keys("y e s enter").at(110).serve();
    stage
}

#[test]
fn a_run_at_every_size() {
    insta::assert_snapshot!("run_running", at_every_size(|size| told(size).0));
    insta::assert_snapshot!("run_blocked", at_every_size(blocked));
    insta::assert_snapshot!("run_failed", at_every_size(failed));
    insta::assert_snapshot!(
        "run_done",
        at_every_size(|size| {
            let mut stage = Stage::running(size);
            stage.at(102).serve().keys("7").serve();
            stage
        })
    );
    insta::assert_snapshot!("run_taken_back", at_every_size(taken_back));
}
