//! How alike two names are.

use strsim::normalized_damerau_levenshtein;

/// Returns how alike two names are, from 0 to 1.
pub(super) fn alike(old: &str, new: &str) -> f64 {
    let (old_words, new_words) = (words(old), words(new));
    let (old_digits, new_digits) = (digits(&old_words), digits(&new_words));
    if old_words == new_words {
        return 1.0;
    }
    let whole = normalized_damerau_levenshtein(&old.to_lowercase(), &new.to_lowercase());
    let alike = whole.max(by_words(&old_words, &new_words));
    // What differs in its number is another of the same row: 2023 and 2024.
    if old_digits != new_digits && !old_digits.is_empty() && !new_digits.is_empty() {
        return alike * 0.4;
    }
    alike
}

/// Tells whether two names are of one row and differ in their numbers: `p2023`, `p2024`.
pub(super) fn differ_in_number(old: &str, new: &str) -> bool {
    let (old, new) = (digits(&words(old)), digits(&words(new)));
    !old.is_empty() && !new.is_empty() && old != new
}

/// Splits a name at signs, capitals and digits; all in lower case.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for sign in name.chars() {
        let begins = before.is_none_or(|before| {
            !before.is_alphanumeric()
                || (before.is_lowercase() && sign.is_uppercase())
                || before.is_numeric() != sign.is_numeric()
        });
        if sign.is_alphanumeric() {
            if begins {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(sign.to_lowercase());
            }
        }
        before = Some(sign);
    }
    words
}

fn digits(words: &[String]) -> Vec<String> {
    let numbers = words.iter().filter(|it| it.starts_with(char::is_numeric));
    numbers.cloned().collect()
}

/// Returns the share of letters that stand in words which both names have, or nearly.
fn by_words(old: &[String], new: &[String]) -> f64 {
    let half = |these: &[String], those: &[String]| -> f64 {
        let best = |word: &String| {
            those
                .iter()
                .map(|it| word_alike(word, it))
                .fold(0.0, f64::max)
        };
        these.iter().map(|word| best(word) * weight(word)).sum()
    };
    let all = |words: &[String]| -> f64 { words.iter().map(|word| weight(word)).sum() };
    let (total_old, total_new) = (all(old), all(new));
    if total_old == 0.0 || total_new == 0.0 {
        return 0.0;
    }
    let (found_old, found_new) = (half(old, new), half(new, old));
    let share = (found_old + found_new) / (total_old + total_new);
    // One name within the other: `phone`, `phone_number`.
    let within = (found_old / total_old).max(found_new / total_new);
    if within >= 0.95 {
        share.max(0.75)
    } else {
        share
    }
}

/// Longer words tell more; `at`, `id`, `is` hardly anything.
fn weight(word: &str) -> f64 {
    match word {
        "at" | "by" | "id" | "in" | "is" | "no" | "of" | "on" | "the" | "to" => 0.25,
        "date" | "fk" | "idx" | "key" | "name" | "pkey" | "time" | "type" => 0.5,
        _ => 1.0,
    }
}

/// Returns how alike two words are: equal, one and many, an abbreviation, a slip.
fn word_alike(one: &str, other: &str) -> f64 {
    if one == other {
        return 1.0;
    }
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if plural_of(long, short) {
        return 0.95;
    }
    if short.len() >= 2 && long.starts_with(short) {
        return 0.85;
    }
    if short.len() >= 2 && is_shortened(short, long) {
        return 0.8;
    }
    let near = normalized_damerau_levenshtein(one, other);
    if near >= 0.7 { near } else { 0.0 }
}

fn plural_of(many: &str, one: &str) -> bool {
    let stem = |end: &str| many.strip_suffix(end);
    stem("s") == Some(one)
        || stem("es") == Some(one)
        || stem("ies").is_some_and(|it| one.strip_suffix('y') == Some(it))
}

/// Tells whether a word is another without some of its letters, the vowels first: `qty` of
/// `quantity`, `addr` of `address`.
fn is_shortened(short: &str, long: &str) -> bool {
    if short.len() * 3 < long.len() || short.chars().next() != long.chars().next() {
        return false;
    }
    let mut rest = long.chars();
    let is_within = short.chars().all(|sign| rest.any(|it| it == sign));
    let vowels = |word: &str| word.chars().filter(|it| "aeiou".contains(*it)).count();
    is_within && vowels(short) < vowels(long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_thing_are_alike() {
        for (old, new) in [
            ("email", "e_mail"),
            ("users", "user"),
            ("categories", "category"),
            ("qty", "quantity"),
            ("userId", "user_id"),
            ("phone", "phone_number"),
            ("adress", "address"),
            ("cust_addr", "customer_address"),
        ] {
            assert!(alike(old, new) >= 0.7, "{old} {new} {}", alike(old, new));
        }
    }

    #[test]
    fn names_of_others_are_not() {
        for (old, new) in [
            ("created_at", "deleted_at"),
            ("events_2023", "events_2024"),
            ("photo", "salary"),
            ("id", "no"),
            ("", "x"),
        ] {
            assert!(alike(old, new) < 0.7, "{old} {new} {}", alike(old, new));
        }
    }
}
