//! The table of commands: keys, palette, help, footer and README are printed from it.
//!
//! A command has a name, its keys, one sentence and the places where it is valid. What it
//! does is `update`'s; whether it can be done right now is the state's.

mod keymap;
mod table;

pub use keymap::{Keymap, Match, chord, words};
pub use table::COMMANDS;

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// Opens the palette.
    Palette,
    /// Opens the help.
    Help,
    /// Goes back one level, at the root quits.
    Back,
    /// Quits.
    Quit,
    /// Cancels what runs; with nothing running asks to quit.
    Cancel,
    /// Suspends the process.
    Suspend,
    /// Draws everything anew.
    Redraw,
    /// Moves the focus to the next pane.
    NextPane,
    /// Moves the focus to the pane before.
    PreviousPane,
    /// Shows the connections.
    ShowConnections,
    /// Shows the schema.
    ShowSchema,
    /// Shows the comparison.
    ShowDiff,
    /// Shows the migration wizard.
    ShowMigrate,
    /// Shows the run.
    ShowRun,
    /// Shows jobs and log.
    ShowJobs,
    /// Goes to the view shown before.
    LastView,
    /// Shows the focused pane alone, or all again.
    Zoom,
    /// Makes the list wider.
    Wider,
    /// Makes the list narrower.
    Narrower,
    /// Reads again what changed.
    Refresh,
    /// Reads all again.
    ReadWhole,
    /// Goes to the next open database.
    NextDatabase,
    /// Moves up.
    Up,
    /// Moves down.
    Down,
    /// Moves a page up.
    PageUp,
    /// Moves a page down.
    PageDown,
    /// Moves to the first line.
    First,
    /// Moves to the last line.
    Last,
    /// Opens or expands.
    Open,
    /// Opens a node of the tree and goes into it.
    Expand,
    /// Closes or collapses.
    Close,
    /// Scrolls the text to the left.
    ScrollLeft,
    /// Scrolls the text to the right.
    ScrollRight,
    /// Filters by typing.
    Filter,
    /// Copies the name.
    CopyName,
    /// Copies the SQL text.
    CopySql,
    /// Types a source to connect to.
    Connect,
    /// Tests a connection.
    Test,
    /// Closes a database.
    Disconnect,
    /// Compares with another source.
    Compare,
    /// Shows the next tab.
    NextTab,
    /// Shows the tab before.
    PreviousTab,
    /// Goes back to the object shown before.
    ObjectBefore,
    /// Ticks or unticks.
    Tick,
    /// Ticks or unticks everything.
    TickAll,
    /// Takes the last tick back.
    Undo,
    /// Does again what was taken back.
    Redo,
    /// Shows old and new side by side, or one text.
    SideBySide,
    /// Swaps the two sides.
    Swap,
    /// Shows only changes with a danger.
    OnlyRisky,
    /// Decides what was renamed.
    Renames,
    /// Saves the script.
    Save,
    /// Leads to the migration of what is ticked.
    Migrate,
    /// The wizard's next step.
    NextStep,
    /// The wizard's step before.
    PreviousStep,
    /// Starts what the step is for.
    Start,
    /// Goes on with an unfinished run.
    Resume,
    /// Takes the last run back.
    RollBack,
    /// Cancels the selected job.
    CancelJob,
}

/// Where the focus is: commands are valid in some of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The list of connections.
    Connections,
    /// The schema tree.
    Tree,
    /// The details of an object.
    Object,
    /// The list of changes.
    Diff,
    /// The texts of a change.
    DiffText,
    /// A step of the wizard without a pane of its own.
    Wizard,
    /// The actions of a plan.
    Plan,
    /// The run.
    Run,
    /// What came of the run.
    Report,
    /// The jobs.
    Jobs,
    /// The log.
    Log,
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Connections,
        Self::Tree,
        Self::Object,
        Self::Diff,
        Self::DiffText,
        Self::Wizard,
        Self::Plan,
        Self::Run,
        Self::Report,
        Self::Jobs,
        Self::Log,
    ];

    /// Returns its name, as the help shows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Connections => "connections",
            Self::Tree => "tree",
            Self::Object => "object",
            Self::Diff => "diff",
            Self::DiffText => "texts",
            Self::Wizard => "wizard",
            Self::Plan => "plan",
            Self::Run => "run",
            Self::Report => "report",
            Self::Jobs => "jobs",
            Self::Log => "log",
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct Command {
    /// What it does.
    pub act: Act,
    /// Its name in the palette, in the settings and in the README.
    pub name: &'static str,
    /// Its keys: each a chord, or several in a row with blanks between.
    pub keys: &'static [&'static str],
    /// The word that the footer shows; empty if it does not show it.
    pub hint: &'static str,
    /// What it does, in one sentence.
    pub doc: &'static str,
    /// Where it is valid; everywhere if empty.
    pub places: &'static [Place],
}

impl Command {
    /// Tells whether it is valid at a place.
    pub fn is_at(&self, place: Place) -> bool {
        self.places.is_empty() || self.places.contains(&place)
    }
}

/// Returns the command that does something.
pub fn of(act: Act) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.act == act)
}

/// Finds a command by its name.
pub fn named(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// Lists the commands that are valid at a place: its own first, then those valid
/// everywhere.
pub fn offered(place: Place) -> Vec<Act> {
    let own = COMMANDS
        .iter()
        .filter(|row| !row.places.is_empty() && row.is_at(place));
    let everywhere = COMMANDS.iter().filter(|row| row.places.is_empty());
    own.chain(everywhere).map(|row| row.act).collect()
}
