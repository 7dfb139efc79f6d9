//! Draws two SQL texts compared, side by side or unified.
