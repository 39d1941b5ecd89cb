//! The plain page's ways to another list: the orders, the search, and what is
//! folded.

use super::layout;
use super::plain_page::PlainPage;
use crate::components::paging;
use crate::components::search_and_sort::found_sentence;
use crate::state::ListedComment;
use bedside_wire::Sort;
use yew::prelude::*;

impl PlainPage<'_> {
    /// The other orders, as links.
    pub(super) fn orders(&self) -> Html {
        let (view, texts) = (&self.state.view, &self.page.texts);
        let others = Sort::ALL
            .into_iter()
            .filter(|sort| *sort != view.sort && sort.known().is_offered(view.votes.into()))
            .filter(|sort| sort.known().is_by_time() || !view.flat);
        let links = others.map(|sort| {
            let address = self.address(&[("sort", sort.as_str()), ("q", "")]);
            html! { <li><a href={address} rel="nofollow">{ paging::order_label(texts, sort) }</a></li> }
        });
        html! {
            <nav class="orders" aria-label={texts.get("sort")}>
                <ul>{ for links }</ul>
            </nav>
        }
    }

    /// The search, and what it came to.
    pub(super) fn search(&self) -> Html {
        let (view, texts) = (&self.state.view, &self.page.texts);
        let sentence = found_sentence(texts, view.found, &view.search);
        let hidden = self.hidden(None);
        html! {
            <>
                <form class="search-and-sort" role="search" action={["/v1/sites/", &view.site, "/thread"].concat()}>
                    { layout::hidden(&hidden) }
                    <label for="find">{ texts.get("search.label") }</label>
                    <input id="find" type="search" name="q" dir="auto" value={view.search.clone()} />
                    <button type="submit" part="button">{ texts.get("search") }</button>
                </form>
                if !view.search.is_empty() {
                    <div class="found" role="status">
                        <p>{ sentence }</p>
                        <a part="button" href={self.address(&[("q", "")])}>{ texts.get("search.clear") }</a>
                    </div>
                }
            </>
        }
    }

    /// The link to what is folded after a comment.
    pub(super) fn fold(&self, row: &ListedComment) -> Html {
        let mut folds = self.state.view.folds.iter();
        match folds.find(|fold| fold.after == row.comment.tree_path) {
            Some(fold) => {
                let label = paging::fold_label(&self.page.texts, fold);
                let address = self.address(&[("cursor", &fold.cursor)]);
                html! { <p class="fold">{ paging::link(None, label, address) }</p> }
            }
            None => Html::default(),
        }
    }
}
