//! Arguments in, a front end, an exit code out.

fn main() {}
