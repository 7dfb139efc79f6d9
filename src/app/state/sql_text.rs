//! SQL text made ready to be drawn: lines, and the class of each piece of them.
