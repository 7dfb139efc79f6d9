//! The colours of the workbench: every style by name, for each theme and depth.
