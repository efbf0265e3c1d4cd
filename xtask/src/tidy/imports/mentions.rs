//! What one Rust file says about others: the modules it declares and the paths it names. Parsed, so that comments and
//! strings do not count.

use anyhow::{Context, Result};
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// A module as its text has it.
#[derive(Default)]
pub struct Module {
    pub children: Vec<Child>,
    pub mentions: Vec<Mention>,
}

/// `mod name;` or `mod name { .. }`.
pub struct Child {
    pub name: String,
    /// The value of `#[path = ".."]`.
    pub path: Option<String>,
    /// The text between the braces, or nothing where the module has a file.
    pub inline: Option<Module>,
}

/// A path as written, in a `use` or anywhere else.
#[derive(Debug, PartialEq, Eq)]
pub struct Mention {
    pub names: Vec<String>,
    pub line: usize,
    pub binds: Binds,
}

/// What a path brings into the module's scope.
#[derive(Debug, PartialEq, Eq)]
pub enum Binds {
    /// Nothing: an expression, a type, a `use .. as _`.
    Nothing,
    /// One name, by `use a::b` or `use a::b as name`.
    Name(String),
    /// Every public name, by `use a::*`.
    Everything,
}

/// Reads the text of a file.
///
/// # Errors
/// A text that is not Rust.
pub fn read(text: &str) -> Result<Module> {
    let file = syn::parse_file(text).context("not Rust that can be parsed")?;
    let mut reader = Reader::default();
    reader.visit_file(&file);
    Ok(reader.module)
}

#[derive(Default)]
struct Reader {
    module: Module,
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let inline = item.content.as_ref().map(|(_, items)| {
            let mut inside = Reader::default();
            items.iter().for_each(|item| inside.visit_item(item));
            inside.module
        });
        let path = item.attrs.iter().find_map(path_attribute);
        self.module.children.push(Child { name: item.ident.to_string(), path, inline });
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        // `use ::name` is always another crate.
        if item.leading_colon.is_none() {
            self.use_tree(&mut Vec::new(), &item.tree);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        // A single name is something in scope, and how it came there was seen already.
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            let names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            let line = path.segments[0].ident.span().start().line;
            self.module.mentions.push(Mention { names, line, binds: Binds::Nothing });
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.tokens(call.tokens.clone());
    }

    /// `pub(super)` imports nothing.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}

impl Reader {
    fn use_tree(&mut self, prefix: &mut Vec<String>, tree: &syn::UseTree) {
        let depth = prefix.len();
        match tree {
            syn::UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.use_tree(prefix, &path.tree);
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.use_tree(prefix, tree)),
            syn::UseTree::Name(name) => self.use_name(prefix, &name.ident, None),
            syn::UseTree::Rename(rename) => self.use_name(prefix, &rename.ident, Some(&rename.rename)),
            syn::UseTree::Glob(glob) => {
                let line = glob.star_token.spans[0].start().line;
                self.module.mentions.push(Mention { names: prefix.clone(), line, binds: Binds::Everything });
            }
        }
        prefix.truncate(depth);
    }

    fn use_name(&mut self, prefix: &[String], ident: &syn::Ident, rename: Option<&syn::Ident>) {
        let mut names = prefix.to_vec();
        // `use a::{self}` is `use a`.
        if ident != "self" || names.is_empty() {
            names.push(ident.to_string());
        }
        let bound = rename.map(ToString::to_string).or_else(|| names.last().cloned());
        let binds = bound.filter(|name| name != "_").map_or(Binds::Nothing, Binds::Name);
        self.module.mentions.push(Mention { names, line: ident.span().start().line, binds });
    }

    /// A macro's arguments need not be Rust; whatever looks like a path is taken for one.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut names: Vec<String> = Vec::new();
        let mut line = 0;
        let mut colons = 0;
        for token in tokens {
            match &token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(ident) if colons == 2 && !names.is_empty() => names.push(ident.to_string()),
                _ => {
                    self.token_path(&mut names, line);
                    match token {
                        // What follows `::` without a name before it is another crate's.
                        TokenTree::Ident(ident) if colons != 2 => {
                            line = ident.span().start().line;
                            names.push(ident.to_string());
                        }
                        TokenTree::Group(group) => self.tokens(group.stream()),
                        _ => {}
                    }
                }
            }
            colons = 0;
        }
        self.token_path(&mut names, line);
    }

    fn token_path(&mut self, names: &mut Vec<String>, line: usize) {
        let names = std::mem::take(names);
        if names.len() > 1 {
            self.module.mentions.push(Mention { names, line, binds: Binds::Nothing });
        }
    }
}

fn path_attribute(attribute: &syn::Attribute) -> Option<String> {
    let syn::Meta::NameValue(pair) = &attribute.meta else { return None };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }) = &pair.value else { return None };
    pair.path.is_ident("path").then(|| path.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each path as `line name::name`, with what it binds.
    fn mentions(text: &str) -> Vec<String> {
        let module = read(text).unwrap();
        let told = |mention: Mention| {
            let path = format!("{} {}", mention.line, mention.names.join("::"));
            match mention.binds {
                Binds::Nothing => path,
                Binds::Name(name) => format!("{path} as {name}"),
                Binds::Everything => format!("{path}::*"),
            }
        };
        module.mentions.into_iter().map(told).collect()
    }

    #[test]
    fn every_leaf_of_a_use_is_a_path_with_the_name_it_binds() {
        let text = "use crate::a::{self, b::C as D,\n  e::*, f as _};\nuse ::serde::Serialize;";
        assert_eq!(mentions(text), ["1 crate::a as a", "1 crate::a::b::C as D", "2 crate::a::e::*", "2 crate::a::f"]);
    }

    #[test]
    fn paths_in_expressions_types_and_the_arguments_of_macros_are_found() {
        let text = "fn f(x: crate::a::T<super::b::U>) {\n  crate::c::g(x);\n  assert!(x, \"{}\", crate::d::h([self::i::j()]));\n}";
        assert_eq!(
            mentions(text),
            ["1 crate::a::T", "1 super::b::U", "2 crate::c::g", "3 crate::d::h", "3 self::i::j"]
        );
    }

    #[test]
    fn comments_strings_visibilities_and_single_names_are_no_paths() {
        let text = "//! crate::a::b\n/// [`crate::a`]\npub(super) fn f(x: T) -> &'static str { \"crate::a::b\" }";
        assert!(mentions(text).is_empty());
    }

    #[test]
    fn a_type_ascription_in_a_macro_is_not_taken_for_a_path() {
        assert!(mentions("fn f() { m!(a: b, ::c::d); }").is_empty());
    }

    #[test]
    fn modules_are_read_with_their_path_and_what_stands_between_their_braces() {
        let module = read("#[path = \"x/y.rs\"]\nmod z;\nmod tests { use super::*; mod inner; }").unwrap();
        let [file, inline] = module.children.as_slice() else { panic!("two modules") };
        assert_eq!((file.name.as_str(), file.path.as_deref(), file.inline.is_some()), ("z", Some("x/y.rs"), false));
        let inside = inline.inline.as_ref().unwrap();
        assert_eq!((inside.mentions.len(), inside.children[0].name.as_str()), (1, "inner"));
        assert!(module.mentions.is_empty());
    }

    #[test]
    fn a_text_that_is_not_rust_is_an_error() {
        assert!(read("fn {").is_err());
    }
}
