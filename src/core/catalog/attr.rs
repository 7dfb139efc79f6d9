//! Typed attributes: what two objects are compared by.
//!
//! A kind's file declares each key once, as a constant of type [`Attr`], so that a
//! misspelt attribute does not compile. An attribute that has PostgreSQL's default value
//! is left out, which keeps a catalog of a hundred thousand columns small.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::Name;

/// What it takes to say that two values of an attribute are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttrClass {
    /// Equal values.
    Plain,
    /// The same texts, in whatever order.
    Set,
    /// A text that PostgreSQL deparsed: the same meaning may have two forms, so a
    /// difference is looked at again before it is believed.
    Expression,
    /// Equal values, where both sides say it: one may be kept from reading it.
    IfTold,
    /// Source code of the user's: compared as it is; what it mentions is a hint for the
    /// order of statements.
    Code,
    /// Handled once for all kinds: comment, owner, grants.
    Common,
    /// Not compared: needed to write the object, or to show it.
    Silent,
}

/// The name and class of an attribute.
#[derive(Debug, PartialEq, Eq)]
pub struct AttrDef {
    /// The name, as in JSON and in the snapshot file.
    pub name: &'static str,
    /// How it is compared.
    pub class: AttrClass,
}

/// A typed key into the attributes of an object.
pub struct Attr<T> {
    /// The name and class.
    pub def: &'static AttrDef,
    holds: PhantomData<fn() -> T>,
}

impl<T> Clone for Attr<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Attr<T> {}

impl<T> Attr<T> {
    /// Returns the key that `def` describes.
    pub const fn new(def: &'static AttrDef) -> Self {
        Self {
            def,
            holds: PhantomData,
        }
    }

    /// Returns the attribute's name.
    pub const fn name(self) -> &'static str {
        self.def.name
    }
}

/// A comparable property of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A number.
    Int(i64),
    /// A text.
    Text(Name),
    /// Several texts, in an order that matters.
    List(Box<[Name]>),
}

/// A Rust type that an attribute can hold.
pub trait AttrType: Sized {
    /// Wraps it.
    fn into_value(self) -> Value;
    /// Unwraps it, if the value is of this type.
    fn from_value(value: &Value) -> Option<Self>;
}

impl AttrType for bool {
    fn into_value(self) -> Value {
        Value::Bool(self)
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Bool(it) = value {
            Some(*it)
        } else {
            None
        }
    }
}

impl AttrType for i64 {
    fn into_value(self) -> Value {
        Value::Int(self)
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Int(it) = value {
            Some(*it)
        } else {
            None
        }
    }
}

impl AttrType for Name {
    fn into_value(self) -> Value {
        Value::Text(self)
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(it) = value {
            Some(it.clone())
        } else {
            None
        }
    }
}

impl AttrType for Box<[Name]> {
    fn into_value(self) -> Value {
        Value::List(self)
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::List(it) = value {
            Some(it.clone())
        } else {
            None
        }
    }
}

/// The attributes of one object, ordered by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attrs(Vec<(&'static AttrDef, Value)>);

impl Attrs {
    /// Sets an attribute.
    pub fn set<T: AttrType>(&mut self, attr: Attr<T>, value: T) {
        self.set_value(attr.def, value.into_value());
    }

    /// Sets an attribute whose type is not known here.
    pub fn set_value(&mut self, def: &'static AttrDef, value: Value) {
        match self.0.binary_search_by(|(at, _)| at.name.cmp(def.name)) {
            Ok(at) => {
                if let Some(entry) = self.0.get_mut(at) {
                    entry.1 = value;
                }
            }
            Err(at) => {
                self.0.reserve_exact(1);
                self.0.insert(at, (def, value));
            }
        }
    }

    /// Takes an attribute away.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(def, _)| def.name != name);
    }

    /// Makes an attribute what it is in others.
    pub fn take_over(&mut self, others: &Self, name: &str) {
        match others.iter().find(|(def, _)| def.name == name) {
            Some((def, value)) => self.set_value(def, value.clone()),
            None => self.remove(name),
        }
    }

    /// Returns the value of an attribute.
    pub fn get<T: AttrType>(&self, attr: Attr<T>) -> Option<T> {
        self.value(attr.name()).and_then(T::from_value)
    }

    /// Returns the text of an attribute without copying it.
    pub fn text(&self, attr: Attr<Name>) -> Option<&str> {
        match self.value(attr.name()) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Returns the texts of an attribute; none if it is absent.
    pub fn list(&self, attr: Attr<Box<[Name]>>) -> &[Name] {
        match self.value(attr.name()) {
            Some(Value::List(list)) => list,
            _ => &[],
        }
    }

    /// Tells whether an attribute is there and true.
    pub fn is(&self, attr: Attr<bool>) -> bool {
        self.value(attr.name()) == Some(&Value::Bool(true))
    }

    /// Returns the value of the attribute of that name.
    pub fn value(&self, name: &str) -> Option<&Value> {
        let at = self
            .0
            .binary_search_by(|(def, _)| def.name.cmp(name))
            .ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// Lists the attributes by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static AttrDef, &Value)> {
        self.0.iter().map(|(def, value)| (*def, value))
    }
}
