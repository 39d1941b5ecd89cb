//! Watching the thread's elements come, change and go.

use super::{COMMENT, Piece, elements};
use js_sys::{Array, Set};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MutationObserver, MutationObserverInit, Node, NodeList};

#[wasm_bindgen]
extern "C" {
    /// A `MutationRecord`.
    type Record;
    #[wasm_bindgen(method, getter)]
    fn target(this: &Record) -> Node;
    #[wasm_bindgen(method, getter, js_name = addedNodes)]
    fn added(this: &Record) -> NodeList;
    #[wasm_bindgen(method, getter, js_name = removedNodes)]
    fn removed(this: &Record) -> NodeList;
}

/// What happened to the thread's comments.
#[derive(Default)]
pub struct Changes {
    /// These came, in no order.
    pub came: Vec<Piece>,
    /// In these something changed, or a fold came after them.
    pub touched: Vec<Piece>,
    /// The text of one that was there changed.
    pub edited: bool,
    /// Some went, or moved.
    pub went: bool,
}

impl Changes {
    /// True where no comment came or changed.
    pub fn is_empty(&self) -> bool {
        self.came.is_empty() && self.touched.is_empty()
    }

    /// The one that came and stands before the others.
    pub fn first(&self) -> Option<&Piece> {
        self.came.iter().reduce(|first, other| {
            let place = first.0.compare_document_position(&other.0);
            match place & Node::DOCUMENT_POSITION_PRECEDING {
                0 => first,
                _ => other,
            }
        })
    }

    fn read(records: &Array) -> Self {
        let mut changes = Self::default();
        let (mut came, mut touched) = (Bag::default(), Bag::default());
        for record in records.iter() {
            changes.note(&record.unchecked_into(), &mut came, &mut touched);
        }
        // Some may have come and gone.
        came.pieces.retain(|piece| piece.0.is_connected());
        touched.pieces.retain(|piece| piece.0.is_connected());
        (changes.came, changes.touched) = (came.pieces, touched.pieces);
        changes
    }

    fn note(&mut self, record: &Record, came: &mut Bag, touched: &mut Bag) {
        let target = record.target();
        let Some(target) = target
            .dyn_ref()
            .cloned()
            .or_else(|| target.parent_element())
        else {
            return;
        };
        let around = |selector: &str| target.closest(selector).ok().flatten();
        if let Some(article) = around(COMMENT) {
            // A comment that came is put together where it stands.
            if !came.has(&article) {
                self.edited |= around("[part~=text]").is_some();
                touched.add(Piece(article));
            }
            return;
        }
        for added in elements(record.added()) {
            if added.is(COMMENT) {
                came.add(added);
            } else if added.is(".fold") {
                if let Some(before) = added.neighbour(false) {
                    touched.add(before);
                }
            } else {
                for article in added.all(COMMENT) {
                    came.add(article);
                }
            }
        }
        for removed in elements(record.removed()) {
            self.went |= removed.is(COMMENT) || removed.one(COMMENT).is_some();
        }
    }
}

/// Elements, each once.
struct Bag {
    known: Set,
    pieces: Vec<Piece>,
}

impl Default for Bag {
    fn default() -> Self {
        Self {
            known: Set::new(&JsValue::UNDEFINED),
            pieces: Vec::new(),
        }
    }
}

impl Bag {
    fn has(&self, element: &Element) -> bool {
        self.known.has(element)
    }

    fn add(&mut self, piece: Piece) {
        if !self.has(&piece.0) {
            self.known.add(&piece.0);
            self.pieces.push(piece);
        }
    }
}

/// Watches the thread change. Dropping this ends it.
pub struct Watch {
    observer: MutationObserver,
    _run: Closure<dyn FnMut(Array)>,
}

impl Watch {
    /// Says what happened to the comments, after anything happened.
    pub fn new(root: &Piece, mut run: impl FnMut(&Changes) + 'static) -> Option<Self> {
        let run = Closure::<dyn FnMut(Array)>::new(move |records: Array| {
            run(&Changes::read(&records));
        });
        let observer = MutationObserver::new(run.as_ref().unchecked_ref()).ok()?;
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_character_data(true);
        what.set_subtree(true);
        observer.observe_with_options(&root.0, &what).ok()?;
        Some(Self {
            observer,
            _run: run,
        })
    }

    /// What happened and was not said yet. It will not be said any more.
    pub fn take(&self) -> Option<Changes> {
        let records = self.observer.take_records();
        (records.length() > 0).then(|| Changes::read(&records))
    }

    /// Says nothing of what happened up to now: we did it ourselves.
    pub fn forget(&self) {
        self.observer.take_records();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
