//! Two SQL texts side by side: which lines and which parts of lines differ.
