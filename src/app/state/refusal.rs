//! Why a command cannot be carried out right now. A refused command stays visible, with
//! the reason.

use super::{
    Screen, State,
    jobs::{Job, Slot},
    wizard::Step,
};
use crate::app::command::Act;

impl State {
    /// Says why a command cannot be carried out now; nothing if it can.
    pub fn refusal(&self, act: Act) -> Option<&'static str> {
        match act {
            Act::Tick | Act::TickAll | Act::SideBySide | Act::OnlyRisky => self.without_changes(),
            Act::Swap if self.screen == Screen::Diff => {
                (self.comparison.question.is_none()).then_some("nothing is compared yet")
            }
            Act::Swap if self.screen == Screen::Migrate && self.wizard.step != Step::Sides => {
                Some("the sides are swapped in the step Sides")
            }
            Act::Renames => {
                (self.comparison.questions() == 0).then_some("nothing looks like a rename")
            }
            Act::Undo => (self.comparison.undone.is_empty()).then_some("nothing to undo"),
            Act::Redo => (self.comparison.redone.is_empty()).then_some("nothing to redo"),
            Act::Migrate => self.without_ticks(),
            Act::Compare => {
                let is_open = self.screen == Screen::Connections || self.shown_db().is_some();
                (!is_open).then_some("no database is open")
            }
            Act::ObjectBefore => {
                let has_one = self
                    .shown_db()
                    .is_some_and(|it| !it.object.before.is_empty());
                (!has_one).then_some("no other object was shown")
            }
            Act::Disconnect => {
                let is_open = self
                    .connections
                    .selected()
                    .is_some_and(|it| it.db.is_some());
                (!is_open).then_some("this connection is not open")
            }
            Act::Test => {
                (self.connections.selected().is_none()).then_some("no connection is selected")
            }
            Act::CancelJob => {
                let runs = self.jobs.selected().is_some_and(Job::is_running);
                (!runs).then_some("this job does not run")
            }
            Act::Save => self.without_plan(),
            Act::NextStep => self.without_next(),
            Act::PreviousStep => self
                .wizard
                .step
                .previous()
                .is_none()
                .then_some("this is the first step"),
            Act::Start => self.without_start(),
            Act::Resume | Act::RollBack => self.without_run(act),
            Act::Suspend => self
                .running
                .is_under_way()
                .then_some("a run is under way: suspended it would keep its locks"),
            Act::LastView => (self.last_screen.is_none()).then_some("no other view was shown"),
            Act::NextDatabase => (self.opened.len() < 2).then_some("no other database is open"),
            _ => None,
        }
    }

    fn without_changes(&self) -> Option<&'static str> {
        if self.screen == Screen::Migrate && self.wizard.step != Step::Review {
            return None;
        }
        match &self.comparison.found {
            None => Some("nothing is compared yet"),
            Some(found) if found.changes.is_empty() => Some("there is no difference"),
            Some(_) => None,
        }
    }

    fn without_ticks(&self) -> Option<&'static str> {
        self.without_changes()
            .or_else(|| (self.comparison.ticked.is_empty()).then_some("no change is ticked"))
    }

    fn without_plan(&self) -> Option<&'static str> {
        if self.screen == Screen::Diff {
            return self.without_ticks();
        }
        (self.wizard.planned.is_none()).then_some("there is no plan yet")
    }

    fn without_next(&self) -> Option<&'static str> {
        match self.wizard.step {
            Step::Sides if self.wizard.old.is_none() => Some("choose the old side first"),
            Step::Sides if self.wizard.new.is_none() => Some("choose the new side first"),
            Step::Review if self.jobs.running(Slot::Compare).is_some() => {
                Some("the sides are still being compared")
            }
            Step::Review => self.without_ticks(),
            Step::Plan if self.wizard.planned.is_none() => Some("the plan is not made yet"),
            Step::Verify => self.without_target(),
            Step::Run if self.running.is_under_way() => Some("the run is under way"),
            Step::Run if self.running.outcome.is_none() => Some("nothing was run yet"),
            Step::Report => Some("this is the last step"),
            _ => None,
        }
    }

    fn without_start(&self) -> Option<&'static str> {
        if self.running.is_under_way() {
            return Some("a run is under way");
        }
        match (self.screen, self.wizard.step) {
            (Screen::Migrate, Step::Plan | Step::Verify) => {
                (self.wizard.planned.is_none()).then_some("there is no plan yet")
            }
            (Screen::Migrate, Step::Run) => self.without_target(),
            _ => Some("nothing to start here"),
        }
    }

    fn without_run(&self, act: Act) -> Option<&'static str> {
        if self.running.is_under_way() {
            return Some("a run is under way");
        }
        if self.screen == Screen::Connections {
            return None;
        }
        let status = self.running.status.as_ref()?;
        match act {
            Act::Resume => (status.unfinished.is_none()).then_some("there is no unfinished run"),
            _ => (status.unfinished.is_none() && status.last.is_none())
                .then_some("there is no run to be taken back"),
        }
    }

    fn without_target(&self) -> Option<&'static str> {
        let Some(planned) = &self.wizard.planned else {
            return Some("there is no plan yet");
        };
        if !planned.compared.is_live {
            return Some("the old side is no live database: save the script instead");
        }
        let db = planned.compared.question.old.db;
        let is_read_only = self
            .db(db)
            .and_then(|it| it.server.as_ref())
            .is_some_and(|it| it.is_read_only);
        is_read_only.then_some("the old side is read-only")
    }
}
