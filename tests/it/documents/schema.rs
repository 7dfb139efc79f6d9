//! A judge for the JSON Schemas of `docs/schema`: as much of the standard as they use.
//!
//! A keyword that it does not know fails, so that no schema says what nobody checks.

use std::{fs, path::Path};

use serde_json::Value;

/// A schema document.
pub(crate) struct Schema {
    root: Value,
}

impl Schema {
    /// Reads the schema of a command.
    pub(crate) fn of(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
        let text = fs::read_to_string(path.join(name).with_extension("json")).unwrap();
        Self {
            root: serde_json::from_str(&text).unwrap(),
        }
    }

    /// Asserts that a document is as the schema says.
    pub(crate) fn holds(&self, document: &Value) {
        let mut faults = Vec::new();
        self.check(&self.root, document, "$", &mut faults);
        faults.truncate(10);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    /// Returns what a document breaks.
    pub(crate) fn faults(&self, document: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(&self.root, document, "$", &mut faults);
        faults
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        if let Value::Bool(allows) = schema {
            if !allows {
                faults.push(format!("{at}: nothing may be here"));
            }
            return;
        }
        let mut fail = |why: String| faults.push(format!("{at}: {why}"));
        let mut inner: Vec<(&Value, &Value, String)> = Vec::new();
        for (keyword, rule) in schema.as_object().unwrap() {
            match keyword.as_str() {
                "$ref" => {
                    let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
                    let target = self.root.pointer(pointer).expect(pointer);
                    inner.push((target, value, at.to_owned()));
                }
                "type" if !is_of_type(rule, value) => fail(format!("{value} is no {rule}")),
                "const" if rule != value => fail(format!("{value} is not {rule}")),
                "enum" if !rule.as_array().unwrap().contains(value) => {
                    fail(format!("{value} is none of {rule}"));
                }
                "type" | "const" | "enum" | "$schema" | "title" | "description" | "$defs" => {}
                "required" => {
                    for name in rule.as_array().unwrap().iter().filter_map(Value::as_str) {
                        if value.is_object() && value.get(name).is_none() {
                            fail(format!("`{name}` is missing"));
                        }
                    }
                }
                "properties" => {
                    for (name, member) in value.as_object().into_iter().flatten() {
                        if let Some(schema) = rule.get(name) {
                            inner.push((schema, member, format!("{at}.{name}")));
                        }
                    }
                }
                "additionalProperties" => {
                    let named = schema.get("properties");
                    for (name, member) in value.as_object().into_iter().flatten() {
                        if named.and_then(|named| named.get(name)).is_none() {
                            inner.push((rule, member, format!("{at}.{name}")));
                        }
                    }
                }
                "prefixItems" => {
                    let rules = rule.as_array().unwrap().iter();
                    let items = value.as_array().into_iter().flatten();
                    for (number, (rule, item)) in rules.zip(items).enumerate() {
                        inner.push((rule, item, format!("{at}[{number}]")));
                    }
                }
                "items" => {
                    let prefix = schema.get("prefixItems").and_then(Value::as_array);
                    let skipped = prefix.map_or(0, Vec::len);
                    let items = value.as_array().into_iter().flatten().enumerate();
                    for (number, item) in items.skip(skipped) {
                        inner.push((rule, item, format!("{at}[{number}]")));
                    }
                }
                "minItems" | "maxItems" => {
                    let (length, bound) = (value.as_array().map(Vec::len), rule.as_u64().unwrap());
                    let fits = length.is_none_or(|length| {
                        let length = length as u64;
                        if keyword == "minItems" {
                            length >= bound
                        } else {
                            length <= bound
                        }
                    });
                    if !fits {
                        fail(format!("{keyword} is {bound}"));
                    }
                }
                other => fail(format!("this judge does not know `{other}`")),
            }
        }
        for (schema, value, at) in inner {
            self.check(schema, value, &at, faults);
        }
    }
}

fn is_of_type(rule: &Value, value: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    };
    match rule {
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        name => name.as_str().is_some_and(is),
    }
}
