use super::*;
use crate::components::article::{CommentProps, ReplyControl};
use crate::components::comment::Comment;
use crate::components::more_menu::Menu;
use crate::components::report_form::thanks;
use crate::state::ListedComment;
use bedside_wire::Removal;
use bedside_wire::report::ReportReason;

#[test]
fn every_reply_says_whom_it_answers_at_every_depth() {
    let reply = |id: &str, parent: &str, author: &str, answered: &str, depth: u16| CommentView {
        parent: Some(parent.into()),
        parent_author: Some(answered.into()),
        author: author.into(),
        depth,
        ..comment(id)
    };
    let items = vec![
        comment("1"),
        reply("2", "1", "Ben", "Ana", 1),
        reply("3", "2", "Cleo", "Ben", 2),
        reply("4", "3", "Dan", "Cleo", DEPTH + 1),
    ];
    let mut state = state(items);
    let nested = block_on(fragment(&state, &context()));
    state.view.flat = true;
    let flat = block_on(fragment(&state, &context()));
    for html in [&nested, &flat] {
        assert!(html.contains(r#"aria-labelledby="by-1 at-1""#), "{html}");
        for (id, author, answered) in [
            ("2", "Ben", "Ana"),
            ("3", "Cleo", "Ben"),
            ("4", "Dan", "Cleo"),
        ] {
            assert!(
                html.contains(&format!(r#"aria-labelledby="re-{id} at-{id}""#)),
                "{html}"
            );
            let name = format!(">{author}, in reply to {answered},</span>");
            assert!(html.contains(&name), "{html}");
            assert!(html.contains(&format!("In reply to {answered}<")), "{html}");
        }
    }
    // Seen only where the indentation does not say it.
    assert_eq!(
        nested.matches(r#"<p class="unseen">In reply to"#).count(),
        2,
        "{nested}"
    );
    assert!(
        nested.contains(r##"<a href="#comment-3">In reply to Cleo</a>"##),
        "{nested}"
    );
    assert_eq!(
        flat.matches(r#"<p class="unseen">In reply to"#).count(),
        3,
        "{flat}"
    );
    assert!(flat.contains(">@Cleo</a>"), "{flat}");
}

fn absent(id: &str, status: CommentStatus) -> CommentView {
    CommentView {
        id: id.into(),
        time: "2026-11-21T10:00:00Z".into(),
        tree_path: id.into(),
        status,
        ..CommentView::default()
    }
}

#[test]
fn what_was_taken_down_leaves_words_in_its_place() {
    let removed = absent("1", CommentStatus::Removed);
    let deleted = absent("2", CommentStatus::Deleted);
    let answer = CommentView {
        parent: Some("1".into()),
        depth: 1,
        ..comment("3")
    };
    let state = state(vec![removed, deleted, answer]);
    for html in [
        block_on(fragment(&state, &context())),
        block_on(plain_page(&state, &plain())),
    ] {
        assert!(html.contains("Removed by a moderator"), "{html}");
        assert!(html.contains("Deleted by its author"), "{html}");
        assert_eq!(html.matches("part=\"author\"").count(), 1, "{html}");
    }
}

#[test]
fn what_a_removed_comment_answers_to_has_no_name() {
    let mut answer = comment("3");
    (answer.parent, answer.depth) = (Some("1".into()), 1);
    let html = block_on(fragment(&state(vec![answer]), &context()));
    assert!(html.contains("In reply to a comment that was removed"));
}

#[test]
fn more_is_offered_where_something_listens() {
    let state = state(vec![comment("1"), absent("2", CommentStatus::Removed)]);
    let html = block_on(fragment(&state, &context()));
    assert_eq!(html.matches(r#"data-do="menu""#).count(), 1, "{html}");
    assert!(html.contains(r#"aria-expanded="false""#));
    let html = block_on(plain_page(&state, &plain()));
    assert!(!html.contains(r#"data-do="menu""#));
}

/// A comment with a menu, after something was done to it.
fn shown(change: impl FnOnce(&mut ListedComment, &mut Menu)) -> String {
    let thread = Thread::from(state(vec![comment("1")]).view);
    let mut props = comments(&Texts::load("en"), &thread).remove(0);
    assert_eq!(props.reply, ReplyControl::Form);
    change(&mut props.row, &mut props.menu);
    let shown: CommentProps = props;
    block_on(LocalServerRenderer::<Comment>::with_props(shown).render())
}

#[test]
fn who_reported_a_danger_is_told_again_whom_to_call() {
    let texts = Texts::load("en");
    for reason in ReportReason::ALL {
        let html = shown(|row, _| row.reported = Some(reason));
        let said = thanks(&texts, reason);
        for told in [&*html, &*said] {
            assert!(told.contains(&*texts.get("report.thanks")), "{told}");
            let names_help = told.contains(&*texts.get("report.danger.hint"));
            assert_eq!(names_help, reason == ReportReason::Danger, "{told}");
        }
    }
}

#[test]
fn a_menu_marks_what_takes_away() {
    let html = shown(|_, menu| {
        *menu = Menu {
            open: true,
            staff: true,
        }
    });
    for (part, name) in [("button", "report"), ("button danger", "remove")] {
        let button = format!(r#"part="{part}""#);
        let before = html.split(&format!(r#"data-do="{name}""#)).next().unwrap();
        let start = before.rfind("<button").unwrap();
        assert!(before[start..].contains(&button), "{name}: {html}");
    }
}

#[test]
fn a_moderator_reads_who_removed_a_comment_and_why() {
    let removal = |reason: Option<&str>| {
        Some(Removal {
            comment: "1".into(),
            by: "Mia".into(),
            reason: reason.map(str::to_owned),
        })
    };
    let placeholder = |removal: Option<Removal>| {
        shown(|row, _| {
            row.comment = Rc::new(absent("1", CommentStatus::Removed));
            row.removal = removal;
        })
    };
    let html = placeholder(removal(Some("We sell nothing here.")));
    assert!(html.contains("Removed by Mia"), "{html}");
    assert!(
        html.contains("The moderator wrote: We sell nothing here."),
        "{html}"
    );
    let html = placeholder(removal(None));
    assert!(html.contains("Removed by Mia"), "{html}");
    assert!(!html.contains("The moderator wrote"), "{html}");
    assert!(!placeholder(None).contains("Removed by Mia"));
    // It is back, and the moderator's overlay is older.
    let html = shown(|row, _| row.removal = removal(None));
    assert!(!html.contains("Removed by Mia"), "{html}");
}
