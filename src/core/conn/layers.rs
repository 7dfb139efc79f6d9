//! The layers a parameter's value may come from, in libpq's order: the text, the service
//! file, the environment.
//!
//! Nothing here knows what a value is for; defaults stand where the value is used.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::environment::Environment;
use super::parameters::{PARAMETERS, Support};
use super::text::{Origin, Pairs};
use super::{service, text};
use crate::error::{Report, Result};

/// A value and where it comes from. It has no `Debug`: it may be a password.
pub(super) struct Value {
    pub(super) text: String,
    pub(super) origin: Origin,
}

/// The values of all parameters that are set somewhere.
#[derive(Default)]
pub(super) struct Layers(BTreeMap<&'static str, Value>);

impl Layers {
    /// Reads all layers beneath the pairs of a text.
    pub(super) fn read(pairs: Pairs, env: &Environment) -> Result<Self> {
        let mut layers = Self::default();
        for (name, text) in pairs {
            // Within one text the later value wins.
            let origin = Origin::Text;
            layers.0.insert(name, Value { text, origin });
        }
        let variable = |name: &str| env.var(name).map(str::to_owned);
        let service = layers.text("service").or_else(|| variable("PGSERVICE"));
        if let Some(service) = service.filter(|service| !service.is_empty()) {
            let file = layers
                .text("servicefile")
                .or_else(|| variable("PGSERVICEFILE"))
                .map(PathBuf::from);
            for (name, text) in service::find(&service, file, env)? {
                let origin = Origin::Service(service.clone());
                layers.0.entry(name).or_insert(Value { text, origin });
            }
        }
        for parameter in PARAMETERS {
            let Some(variable) = parameter.variable else {
                continue;
            };
            if let Some(text) = env.var(variable) {
                let origin = Origin::Variable(variable);
                let text = text.to_owned();
                layers
                    .0
                    .entry(parameter.name)
                    .or_insert(Value { text, origin });
            }
        }
        layers.refuse()?;
        Ok(layers)
    }

    /// Refuses what pgworks cannot honour.
    fn refuse(&self) -> Result<()> {
        for parameter in PARAMETERS {
            let Support::Refused(why, harmless) = parameter.support else {
                continue;
            };
            let Some(value) = self.0.get(parameter.name) else {
                continue;
            };
            if !harmless.contains(&value.text.as_str()) {
                return Err(Report::usage("this connection parameter is not supported")
                    .on(parameter.name)
                    .because(why)
                    .hint(format!("it is set by {}", value.origin.describe())));
            }
        }
        Ok(())
    }

    /// Returns a value, the empty one too.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Returns a value's text, the empty one too.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(|value| value.text.clone())
    }

    /// Returns a value that is set and not empty.
    pub(super) fn filled(&self, name: &str) -> Option<String> {
        self.text(name).filter(|text| !text.is_empty())
    }

    /// Returns a value that is a whole number; empty is as if not set.
    pub(super) fn number(&self, name: &'static str) -> Result<Option<i64>> {
        let Some(value) = self.get(name).filter(|value| !value.text.trim().is_empty()) else {
            return Ok(None);
        };
        value
            .text
            .trim()
            .parse()
            .map(Some)
            .map_err(|_| self.wrong(name, "a whole number"))
    }

    /// Returns the meaning of a value that is one of several words.
    pub(super) fn word<T: Copy>(
        &self,
        name: &'static str,
        words: &[(&str, T)],
        default: T,
    ) -> Result<T> {
        let Some(value) = self.get(name) else {
            return Ok(default);
        };
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == value.text) {
            return Ok(*meaning);
        }
        let list: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        Err(self.wrong(name, &format!("one of {}", list.join(", "))))
    }

    /// Says that a value is not what it must be.
    pub(super) fn wrong(&self, name: &'static str, must_be: &str) -> Report {
        let report = Report::usage(format!("a connection parameter must be {must_be}"));
        match self.get(name) {
            Some(value) if matches!(name, "password" | "sslpassword") => report
                .on(name)
                .hint(format!("it is set by {}", value.origin.describe())),
            Some(value) => report
                .on(format!("{name}={}", value.text))
                .hint(format!("it is set by {}", value.origin.describe())),
            None => report.on(name),
        }
    }
}

/// Reads a text and the layers beneath it.
pub(super) fn read(text: &str, env: &Environment) -> Result<Layers> {
    Layers::read(text::parse(text)?, env)
}
