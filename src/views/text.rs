//! Text cut to cells: nothing wider than asked for, no character cut in half.
