//! What one file says: the paths it uses, its macros, functions and modules.
//!
//! Paths are made absolute: ours start with `src` (`src::core::diff::rename`), all others
//! with the name of their crate. Imports of the file are followed, so that a name can not
//! be hidden behind `use .. as ..`. It does not follow re-exports to other files.

use std::collections::HashMap;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{Attribute, Item, UseTree, spanned::Spanned, visit::Visit};

use super::File;

/// Something named at a line.
#[derive(Debug, PartialEq)]
pub(super) struct At<T> {
    pub(super) what: T,
    pub(super) line: usize,
}

/// What a file says. Only `functions` includes its `#[cfg(test)]` parts.
#[derive(Default)]
pub(super) struct Facts {
    /// The file's module, starting with `src`; empty for a file outside of `src`.
    pub(super) module: Vec<String>,
    /// Every path of two names or more, absolute. A glob ends in `*`.
    pub(super) paths: Vec<At<Vec<String>>>,
    /// Every macro called, by its last name.
    pub(super) macros: Vec<At<String>>,
    /// Every function with the lines of code in its body.
    pub(super) functions: Vec<At<(String, usize)>>,
    /// Each place that is async or awaits.
    pub(super) asyncs: Vec<usize>,
    /// The modules declared by `mod name;`.
    pub(super) modules: Vec<String>,
    /// Every text in quotes.
    pub(super) literals: Vec<At<String>>,
    /// The modules named by `kinds! { .. }`.
    pub(super) kind_modules: Vec<String>,
    /// The first text of each `KindInfo::new(..)`, `KindInfo::member(..)` and their like.
    pub(super) kind_names: Vec<String>,
}

/// Reads a file; one that does not parse is the compiler's business and says nothing.
pub(super) fn read(file: &File) -> Facts {
    let Ok(tree) = syn::parse_file(&file.text) else {
        return Facts::default();
    };
    let mut imports = Imports::default();
    imports.visit_file(&tree);
    let mut reader = Reader {
        facts: Facts {
            module: module_of(&file.path),
            ..Facts::default()
        },
        lines: file.text.lines().collect(),
        imports: imports.0,
        in_tests: false,
    };
    reader.visit_file(&tree);
    reader.facts
}

/// Returns the module of a path: `src/core/diff/mod.rs` is `src::core::diff`.
fn module_of(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = path
        .trim_end_matches(".rs")
        .split('/')
        .map(Into::into)
        .collect();
    if parts.first().is_none_or(|first| first != "src") {
        return Vec::new();
    }
    if parts
        .last()
        .is_some_and(|last| last == "mod" || last == "lib")
    {
        parts.pop();
    }
    parts
}

/// The names a file imports, each with what it stands for.
#[derive(Default)]
struct Imports(HashMap<String, Vec<String>>);

impl<'ast> Visit<'ast> for Imports {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for (path, name, _) in expand(&item.tree) {
            if path.len() > 1 {
                self.0.insert(name, path);
            }
        }
    }
}

/// Returns each path of a `use`, with the name it gets and where it stands.
fn expand(tree: &UseTree) -> Vec<(Vec<String>, String, Span)> {
    let leaf = |name: String, alias: String, span| vec![(vec![name], alias, span)];
    match tree {
        UseTree::Path(path) => {
            let own = path.ident.to_string();
            let mut below = expand(&path.tree);
            for (segments, name, _) in &mut below {
                if segments.first().is_some_and(|first| first == "self") {
                    // `use a::b::{self}` imports `b`; with `as` the alias stands already.
                    if name == "self" {
                        name.clone_from(&own);
                    }
                    segments.clear();
                }
                segments.insert(0, own.clone());
            }
            below
        }
        UseTree::Name(name) => leaf(name.ident.to_string(), name.ident.to_string(), name.span()),
        UseTree::Rename(to) => leaf(to.ident.to_string(), to.rename.to_string(), to.span()),
        UseTree::Glob(glob) => leaf("*".into(), "*".into(), glob.span()),
        UseTree::Group(group) => group.items.iter().flat_map(expand).collect(),
    }
}

struct Reader<'text> {
    facts: Facts,
    lines: Vec<&'text str>,
    imports: HashMap<String, Vec<String>>,
    in_tests: bool,
}

impl Reader<'_> {
    fn used(&mut self, segments: &[String], span: Span) {
        if self.in_tests || segments.len() < 2 {
            return;
        }
        let what = self.absolute(segments, 0);
        self.facts.paths.push(At {
            what,
            line: span.start().line,
        });
    }

    fn absolute(&self, segments: &[String], depth: usize) -> Vec<String> {
        let Some(first) = segments.first() else {
            return Vec::new();
        };
        let in_core = self
            .facts
            .module
            .get(1)
            .is_some_and(|second| second == "core");
        let own = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut whole = match first.as_str() {
            "crate" if in_core => own(&["src", "core"]),
            "crate" | "pgworks" => own(&["src"]),
            "pgworks_core" => own(&["src", "core"]),
            "self" => self.facts.module.clone(),
            "super" => {
                let up = segments
                    .iter()
                    .take_while(|segment| *segment == "super")
                    .count();
                let kept = self.facts.module.len().saturating_sub(up);
                let mut whole = self.facts.module[..kept].to_vec();
                whole.extend(segments[up..].iter().cloned());
                return whole;
            }
            name => match self.imports.get(name) {
                // The depth ends `use a::b as a`, which would go on for ever.
                Some(path) if depth < 4 && path.first() != Some(first) => {
                    self.absolute(path, depth + 1)
                }
                Some(path) => path.clone(),
                None => vec![first.clone()],
            },
        };
        whole.extend(segments[1..].iter().cloned());
        whole
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut start = Span::call_site();
        let mut colons = 0;
        for token in tokens {
            if let TokenTree::Literal(literal) = &token
                && let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string())
            {
                self.quoted(text.value(), literal.span());
            }
            match &token {
                TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => {
                    colons += 1;
                    continue;
                }
                TokenTree::Punct(mark) if mark.as_char() == '!' && path.len() == 1 => {
                    self.called(path[0].clone(), start);
                }
                _ => {}
            }
            let name = if let TokenTree::Ident(name) = &token {
                Some(name)
            } else {
                None
            };
            if let Some(name) = name.filter(|_| colons == 2) {
                path.push(name.to_string());
            } else {
                self.used(&std::mem::take(&mut path), start);
                if let Some(name) = name {
                    path.push(name.to_string());
                    start = name.span();
                }
            }
            colons = 0;
            if let TokenTree::Group(group) = token {
                self.tokens(group.stream());
            }
        }
        self.used(&path, start);
    }

    fn quoted(&mut self, what: String, span: Span) {
        if !self.in_tests {
            self.facts.literals.push(At {
                what,
                line: span.start().line,
            });
        }
    }

    fn called(&mut self, name: String, span: Span) {
        if !self.in_tests {
            self.facts.macros.push(At {
                what: name,
                line: span.start().line,
            });
        }
    }

    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let (first, last) = (block.span().start().line, block.span().end().line);
        let body = self
            .lines
            .get(first..last.saturating_sub(1))
            .unwrap_or_default();
        let code = |line: &&&str| !line.trim().is_empty() && !line.trim().starts_with("//");
        let length = body.iter().filter(code).count();
        let what = (signature.ident.to_string(), length);
        self.facts.functions.push(At {
            what,
            line: signature.span().start().line,
        });
        self.asynchronous(signature.asyncness.span(), signature.asyncness.is_some());
    }

    fn asynchronous(&mut self, span: Span, is_async: bool) {
        if is_async && !self.in_tests {
            self.facts.asyncs.push(span.start().line);
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let before = self.in_tests;
        self.in_tests |= attributes(item).iter().any(is_test);
        syn::visit::visit_item(self, item);
        self.in_tests = before;
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if item.content.is_none() {
            self.facts.modules.push(item.ident.to_string());
        }
        // Inside `mod tests { .. }` `super` is this file.
        if item.content.is_some() {
            self.facts.module.push(item.ident.to_string());
            syn::visit::visit_item_mod(self, item);
            self.facts.module.pop();
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for (path, _, span) in expand(&item.tree) {
            self.used(&path, span);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<_> = path
            .segments
            .iter()
            .map(|one| one.ident.to_string())
            .collect();
        self.used(&segments, path.span());
        syn::visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {
        // Documentation and lints are no code.
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if let Some(last) = call.path.segments.last() {
            self.called(last.ident.to_string(), last.ident.span());
            if last.ident == "kinds" {
                let named = call
                    .tokens
                    .clone()
                    .into_iter()
                    .filter_map(|token| match token {
                        TokenTree::Ident(name) => Some(name.to_string()),
                        _ => None,
                    });
                self.facts.kind_modules.extend(named);
            }
        }
        self.tokens(call.tokens.clone());
        syn::visit::visit_macro(self, call);
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.quoted(text.value(), text.span());
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let syn::Expr::Path(function) = &*call.func
            && function
                .path
                .segments
                .first()
                .is_some_and(|of| of.ident == "KindInfo")
            && let Some(syn::Expr::Lit(first)) = call.args.first()
            && let syn::Lit::Str(name) = &first.lit
        {
            self.facts.kind_names.push(name.value());
        }
        syn::visit::visit_expr_call(self, call);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        let before = self.in_tests;
        self.in_tests |= item.attrs.iter().any(is_test);
        self.function(&item.sig, &item.block);
        syn::visit::visit_impl_item_fn(self, item);
        self.in_tests = before;
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig, block);
        }
        syn::visit::visit_trait_item_fn(self, item);
    }

    fn visit_expr_async(&mut self, item: &'ast syn::ExprAsync) {
        self.asynchronous(item.span(), true);
        syn::visit::visit_expr_async(self, item);
    }

    fn visit_expr_await(&mut self, item: &'ast syn::ExprAwait) {
        self.asynchronous(item.span(), true);
        syn::visit::visit_expr_await(self, item);
    }
}

/// Returns the attributes of an item.
fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Tells whether an attribute is `#[cfg(test)]`, alone or within `all(..)` or `any(..)`.
fn is_test(attribute: &Attribute) -> bool {
    let Ok(list) = attribute.meta.require_list() else {
        return false;
    };
    let words = list.tokens.to_string();
    let has = |word: &str| {
        words
            .split(|c: char| !c.is_alphanumeric())
            .any(|one| one == word)
    };
    list.path.is_ident("cfg") && has("test") && !has("not")
}
