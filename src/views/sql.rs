//! Draws the visible lines of an SQL text.
