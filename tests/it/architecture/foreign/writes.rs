//! Finds what a file writes of other rooms' state.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};

use super::super::source::{Source, is_for_tests};
use super::state::{Core, Kind, State, core_of};

/// How foreign state is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is asked for, to write.
    Asked,
    /// A field of it is assigned to.
    Assigned,
    /// It is written through a field of another room's context or state.
    Reached,
}

impl How {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            How::Asked => "asked",
            How::Assigned => "assigned",
            How::Reached => "reached",
        }
    }
}

/// One foreign write.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Write {
    /// The file and line.
    pub place: String,
    /// The room that writes.
    pub room: String,
    /// The room whose state it is.
    pub owner: String,
    /// How.
    pub how: How,
    /// The state, and what is called or assigned.
    pub what: String,
}

/// Methods of lists, maps and options that change them.
const CHANGES: [&str; 22] = [
    "push",
    "push_back",
    "push_front",
    "insert",
    "remove",
    "clear",
    "retain",
    "extend",
    "truncate",
    "pop",
    "pop_front",
    "pop_back",
    "drain",
    "sort",
    "sort_by_key",
    "sort_unstable",
    "swap",
    "take",
    "replace",
    "fill",
    "resize",
    "append",
];
/// Methods of the world that give a resource to write; with the type between brackets.
const TAKES: [&str; 4] = [
    "resource_mut",
    "get_resource_mut",
    "remove_resource",
    "resource_scope",
];

/// What an expression stands for.
#[derive(Clone, Debug, Default)]
struct Place {
    /// Its type.
    kind: String,
    /// The foreign state it is part of: the owner, and the name of the state.
    part_of: Option<(String, String)>,
    /// Whether the way led through a field of another room's context or state.
    through: bool,
    /// Whether a binding of it can still be written through.
    is_handle: bool,
}

struct Finder<'a> {
    state: &'a State,
    source: &'a Source,
    room: String,
    names: Vec<BTreeMap<String, Place>>,
    this: Option<String>,
    found: BTreeSet<(usize, Write)>,
}

/// Everything that a file writes of other rooms' state.
pub fn writes(source: &Source, state: &State) -> Vec<Write> {
    let mut finder = Finder {
        state,
        source,
        room: source.room().to_owned(),
        names: Vec::new(),
        this: None,
        found: BTreeSet::new(),
    };
    finder.visit_file(&source.tree);
    finder.found.into_iter().map(|(_, write)| write).collect()
}

impl Finder<'_> {
    fn note(&mut self, line: usize, how: How, owner: &str, what: String) {
        let write = Write {
            place: format!("{}:{line}", self.source.path),
            room: self.room.clone(),
            owner: owner.to_owned(),
            how,
            what,
        };
        self.found.insert((line, write));
    }

    /// Notes a type through which foreign state is to be written.
    fn note_asked(&mut self, kind: &syn::Type, line: usize) {
        let core = core_of(kind);
        if core.is_mut
            && let Some(owner) = self.state.owner(&core.name, &self.room)
        {
            self.note(line, How::Asked, owner, core.name.clone());
        }
    }

    fn place_of_core(&self, core: &Core) -> Place {
        let owner = self.state.owner(&core.name, &self.room);
        Place {
            part_of: owner.map(|owner| (owner.to_owned(), core.name.clone())),
            kind: core.name.clone(),
            through: false,
            is_handle: core.is_mut,
        }
    }

    fn bind(&mut self, name: &str, place: Place) {
        if let Some(names) = self.names.last_mut() {
            names.insert(name.to_owned(), place);
        }
    }

    /// Gives each name of a pattern the place it stands for.
    fn bind_pattern(&mut self, pattern: &syn::Pat, place: &Place) {
        let mut names = Names::default();
        names.visit_pat(pattern);
        for name in names.0 {
            self.bind(&name, place.clone());
        }
    }

    /// What an expression stands for, as far as a parser can tell.
    fn place(&self, expression: &syn::Expr) -> Option<Place> {
        match expression {
            syn::Expr::Path(path) => {
                let name = path.path.get_ident()?.to_string();
                if name == "self" {
                    let core = Core {
                        name: self.this.clone()?,
                        is_mut: true,
                    };
                    return Some(self.place_of_core(&core));
                }
                self.names
                    .iter()
                    .rev()
                    .find_map(|names| names.get(&name))
                    .cloned()
            }
            syn::Expr::Field(field) => {
                let base = self.place(&field.base)?;
                let kind = self.state.find(&base.kind, &self.room)?;
                let name = match &field.member {
                    syn::Member::Named(name) => name.to_string(),
                    syn::Member::Unnamed(index) => index.index.to_string(),
                };
                let core = kind.fields.get(&name)?;
                let mut place = self.place_of_core(core);
                let foreign = kind.kind != Kind::Plain && kind.room != self.room;
                place.through = base.through || foreign;
                place.part_of = place.part_of.or(base.part_of);
                Some(place)
            }
            syn::Expr::Index(index) => self.place(&index.expr),
            syn::Expr::Paren(paren) => self.place(&paren.expr),
            syn::Expr::Try(inner) => self.place(&inner.expr),
            syn::Expr::Unary(inner) => self.place(&inner.expr),
            syn::Expr::Reference(inner) => {
                let mut place = self.place(&inner.expr)?;
                place.is_handle = inner.mutability.is_some();
                Some(place)
            }
            syn::Expr::MethodCall(call) => self.place_of_call(call),
            _ => None,
        }
    }

    fn place_of_call(&self, call: &syn::ExprMethodCall) -> Option<Place> {
        let name = call.method.to_string();
        if let Some(turbofish) = &call.turbofish
            && TAKES.contains(&name.as_str())
            && let Some(syn::GenericArgument::Type(kind)) = turbofish.args.first()
        {
            let core = Core {
                is_mut: true,
                ..core_of(kind)
            };
            return Some(self.place_of_core(&core));
        }
        let base = self.place(&call.receiver)?;
        let method = self
            .state
            .find(&base.kind, &self.room)
            .and_then(|kind| kind.methods.get(&name));
        let Some(method) = method else {
            let is_handle = name.ends_with("_mut") || name == "entry";
            return Some(Place {
                is_handle: base.is_handle || is_handle,
                ..base
            });
        };
        let mut place = self.place_of_core(&method.gives);
        if method.gives.is_mut {
            place.part_of = place.part_of.or(base.part_of);
        }
        place.through = base.through;
        Some(place)
    }

    /// Notes that something is assigned to.
    fn note_assigned(&mut self, left: &syn::Expr, line: usize) {
        if matches!(left, syn::Expr::Path(_)) {
            return;
        }
        if let Some(Place {
            part_of: Some((owner, state)),
            ..
        }) = self.place(left)
        {
            self.note(line, How::Assigned, &owner, format!("assigns to {state}"));
        }
    }

    /// Walks through a function with its parameters.
    fn function(&mut self, signature: &syn::Signature, walk: impl FnOnce(&mut Self)) {
        self.names.push(BTreeMap::new());
        for input in &signature.inputs {
            if let syn::FnArg::Typed(input) = input {
                self.parameter(&input.pat, &input.ty, signature.fn_token.span.start().line);
            }
        }
        walk(self);
        self.names.pop();
    }

    fn parameter(&mut self, pattern: &syn::Pat, kind: &syn::Type, line: usize) {
        self.note_asked(kind, line);
        let place = self.place_of_core(&core_of(kind));
        self.bind_pattern(pattern, &place);
    }
}

/// The names that a pattern binds.
#[derive(Default)]
struct Names(Vec<String>);

impl<'a> Visit<'a> for Names {
    fn visit_pat_ident(&mut self, pattern: &'a syn::PatIdent) {
        self.0.push(pattern.ident.to_string());
        visit::visit_pat_ident(self, pattern);
    }
}

impl<'a> Visit<'a> for Finder<'_> {
    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_struct(&mut self, item: &'a syn::ItemStruct) {
        for field in &item.fields {
            let named = field.ident.as_ref().unwrap_or(&item.ident);
            self.note_asked(&field.ty, named.span().start().line);
        }
    }

    fn visit_item_impl(&mut self, item: &'a syn::ItemImpl) {
        if is_for_tests(&item.attrs) {
            return;
        }
        let before = self.this.replace(core_of(&item.self_ty).name);
        visit::visit_item_impl(self, item);
        self.this = before;
    }

    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        if !is_for_tests(&item.attrs) {
            self.function(&item.sig, |finder| visit::visit_block(finder, &item.block));
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        if !is_for_tests(&item.attrs) {
            self.function(&item.sig, |finder| visit::visit_block(finder, &item.block));
        }
    }

    fn visit_expr_closure(&mut self, closure: &'a syn::ExprClosure) {
        self.names.push(BTreeMap::new());
        for input in &closure.inputs {
            if let syn::Pat::Type(input) = input {
                self.parameter(&input.pat, &input.ty, closure.or1_token.span.start().line);
            }
        }
        self.visit_expr(&closure.body);
        self.names.pop();
    }

    fn visit_block(&mut self, block: &'a syn::Block) {
        self.names.push(BTreeMap::new());
        visit::visit_block(self, block);
        self.names.pop();
    }

    fn visit_local(&mut self, local: &'a syn::Local) {
        visit::visit_local(self, local);
        let place = local.init.as_ref().and_then(|init| self.place(&init.expr));
        let place = place.filter(|place| place.is_handle).unwrap_or_default();
        self.bind_pattern(&local.pat, &place);
    }

    fn visit_expr_let(&mut self, expression: &'a syn::ExprLet) {
        visit::visit_expr_let(self, expression);
        let place = self.place(&expression.expr).filter(|place| place.is_handle);
        self.bind_pattern(&expression.pat, &place.unwrap_or_default());
    }

    fn visit_expr_for_loop(&mut self, expression: &'a syn::ExprForLoop) {
        self.names.push(BTreeMap::new());
        let place = self.place(&expression.expr).filter(|place| place.is_handle);
        self.bind_pattern(&expression.pat, &place.unwrap_or_default());
        visit::visit_expr_for_loop(self, expression);
        self.names.pop();
    }

    fn visit_expr_match(&mut self, expression: &'a syn::ExprMatch) {
        let place = self.place(&expression.expr).filter(|place| place.is_handle);
        self.visit_expr(&expression.expr);
        for arm in &expression.arms {
            self.names.push(BTreeMap::new());
            self.bind_pattern(&arm.pat, &place.clone().unwrap_or_default());
            self.visit_arm(arm);
            self.names.pop();
        }
    }

    fn visit_expr_assign(&mut self, expression: &'a syn::ExprAssign) {
        self.note_assigned(&expression.left, expression.eq_token.spans[0].start().line);
        visit::visit_expr_assign(self, expression);
    }

    fn visit_expr_binary(&mut self, expression: &'a syn::ExprBinary) {
        let assigned = match &expression.op {
            syn::BinOp::AddAssign(mark) => Some(mark.spans[0]),
            syn::BinOp::SubAssign(mark) => Some(mark.spans[0]),
            syn::BinOp::MulAssign(mark) => Some(mark.spans[0]),
            syn::BinOp::DivAssign(mark) => Some(mark.spans[0]),
            syn::BinOp::BitAndAssign(mark) => Some(mark.spans[0]),
            syn::BinOp::BitOrAssign(mark) => Some(mark.spans[0]),
            syn::BinOp::BitXorAssign(mark) => Some(mark.spans[0]),
            _ => None,
        };
        if let Some(mark) = assigned {
            self.note_assigned(&expression.left, mark.start().line);
        }
        visit::visit_expr_binary(self, expression);
    }

    fn visit_expr_reference(&mut self, expression: &'a syn::ExprReference) {
        if expression.mutability.is_some()
            && let Some(Place {
                part_of: Some((owner, state)),
                through: true,
                ..
            }) = self.place(&expression.expr)
        {
            let line = expression.and_token.spans[0].start().line;
            self.note(line, How::Reached, &owner, format!("hands on {state}"));
        }
        visit::visit_expr_reference(self, expression);
    }

    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        let name = call.method.to_string();
        let line = call.method.span().start().line;
        if let Some(turbofish) = &call.turbofish
            && TAKES.contains(&name.as_str())
            && let Some(syn::GenericArgument::Type(kind)) = turbofish.args.first()
        {
            let taken = core_of(kind).name;
            if let Some(owner) = self.state.owner(&taken, &self.room) {
                self.note(line, How::Asked, owner, taken.clone());
            }
        }
        if let Some(place) = self.place(&call.receiver)
            && let Some((owner, state)) = place.part_of
        {
            let kind = self.state.find(&place.kind, &self.room);
            let method = kind.and_then(|kind| kind.methods.get(&name));
            let (writes, own) = (method.is_some_and(|method| method.writes), method.is_some());
            if writes && place.through {
                self.note(line, How::Reached, &owner, format!("{state}, by {name}"));
            } else if !own && place.through && CHANGES.contains(&name.as_str()) {
                self.note(
                    line,
                    How::Assigned,
                    &owner,
                    format!("changes {state}, by {name}"),
                );
            }
        }
        visit::visit_expr_method_call(self, call);
    }
}
