//! Fuzzy search: which of many texts fit what is typed, the best first.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

use crate::app::command::{self, Act};

/// Returns the places of the texts that fit, the best first; all in order if nothing is
/// typed.
pub fn search<'a>(query: &str, texts: impl Iterator<Item = &'a str>) -> Vec<u32> {
    if query.trim().is_empty() {
        return (0..).zip(texts).map(|(at, _)| at).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Smart, Normalization::Smart);
    let mut signs = Vec::new();
    let mut found: Vec<(u32, u32, u32)> = (0_u32..)
        .zip(texts)
        .filter_map(|(at, text)| {
            let score = pattern.score(Utf32Str::new(text, &mut signs), &mut matcher)?;
            // Of equally good ones the shorter is meant.
            Some((u32::MAX - score, u32::try_from(text.len()).unwrap_or(0), at))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, at)| at).collect()
}

/// Returns the commands that fit, the best first: those whose names begin with what is typed
/// before those that only tell of it.
pub fn commands(query: &str, offered: &[Act]) -> Vec<Act> {
    let rows: Vec<_> = offered.iter().filter_map(|act| command::of(*act)).collect();
    let texts: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row.name, row.doc))
        .collect();
    let mut found: Vec<_> = search(query, texts.iter().map(String::as_str))
        .into_iter()
        .filter_map(|at| rows.get(at as usize))
        .collect();
    found.sort_by_key(|row| (row.name != query, !row.name.starts_with(query)));
    found.into_iter().map(|row| row.act).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_comes_first_and_nothing_typed_finds_all() {
        let names = ["public.orders", "public.order_lines", "sales.reorder"];
        assert_eq!(search("", names.into_iter()), [0, 1, 2]);
        assert_eq!(search("orders", names.into_iter())[0], 0);
        assert_eq!(search("ordlin", names.into_iter()), [1]);
        assert!(search("zzz", names.into_iter()).is_empty());
    }

    #[test]
    fn a_command_is_found_by_its_name_first() {
        for place in command::Place::ALL {
            let offered = command::offered(place);
            for act in &offered {
                let name = command::of(*act).unwrap().name;
                assert_eq!(commands(name, &offered).first(), Some(act), "{name}");
            }
        }
    }
}
