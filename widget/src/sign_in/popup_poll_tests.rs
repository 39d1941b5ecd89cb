use super::*;

const OPEN: PopupState = PopupState {
    closed: false,
    page_has_focus: false,
};
const CUT: PopupState = PopupState {
    closed: true,
    page_has_focus: false,
};
const BACK: PopupState = PopupState {
    closed: true,
    page_has_focus: true,
};

/// Runs the clock in steps of 100 ms until something is to be done; gives
/// what and when.
fn until(poll: &mut PopupPoll, mut now: f64, state: PopupState) -> (PollStep, f64) {
    loop {
        match poll.next(now, state) {
            PollStep::Wait => now += 100.0,
            next => return (next, now),
        }
    }
}

fn with_key() -> PopupPoll {
    let mut poll = PopupPoll::new(0.0);
    poll.key_given(0.0);
    poll
}

#[test]
fn an_open_window_is_hardly_asked_about() {
    let (next, at) = until(&mut with_key(), 0.0, OPEN);
    assert_eq!(next, PollStep::Ask);
    assert!(at >= 20_000.0);
}

#[test]
fn done_asks_at_once() {
    let mut poll = with_key();
    poll.done(50.0);
    assert_eq!(poll.next(50.0, OPEN), PollStep::Ask);
}

#[test]
fn a_window_closed_before_the_handshake_was_cut_off() {
    let mut poll = PopupPoll::new(0.0);
    let (next, at) = until(&mut poll, 0.0, CUT);
    assert_eq!(next, PollStep::CutOff);
    assert!(at < 2_000.0);
}

#[test]
fn closed_is_believed_only_after_the_worker_was_asked_three_times() {
    let mut poll = with_key();
    let mut now = 1_000.0;
    for _ in 0..3 {
        let (next, at) = until(&mut poll, now, BACK);
        assert_eq!(next, PollStep::Ask);
        poll.not_yet(at, false);
        now = at;
    }
    assert_eq!(poll.next(now, BACK), PollStep::GiveUp);
    assert!(now < 4_000.0, "the person should not wait long: {now}");
}

#[test]
fn a_window_cut_off_by_the_provider_is_waited_for_to_the_end() {
    let mut poll = with_key();
    let mut now = 0.0;
    let mut asks = 0;
    loop {
        let (next, at) = until(&mut poll, now, CUT);
        now = at;
        if next == PollStep::GiveUp {
            break;
        }
        asks += 1;
        poll.not_yet(now, true);
    }
    assert!(now >= 600_000.0);
    assert!((100..=150).contains(&asks), "{asks} questions");
}

/// Looks on until it is given up, with the worker waiting for the provider.
fn given_up(poll: &mut PopupPoll, mut now: f64, state: PopupState) -> f64 {
    loop {
        let (next, at) = until(poll, now, state);
        now = at;
        if next == PollStep::GiveUp {
            return now;
        }
        poll.not_yet(now, true);
    }
}

#[test]
fn a_window_closed_by_the_person_is_given_up_soon() {
    let at = given_up(&mut with_key(), 0.0, BACK);
    assert!((5_000.0..9_000.0).contains(&at), "{at}");
}

#[test]
fn a_person_back_from_a_window_cut_off_is_given_longer() {
    let mut poll = with_key();
    assert_eq!(poll.next(0.0, CUT), PollStep::Wait);
    let at = given_up(&mut poll, 60_000.0, BACK);
    assert!((75_000.0..82_000.0).contains(&at), "{at}");
}

#[test]
fn a_glance_at_the_page_is_not_giving_up() {
    let mut poll = with_key();
    for second in 0..120 {
        let now = f64::from(second) * 1_000.0;
        let state = if second % 10 > 5 { BACK } else { CUT };
        match poll.next(now, state) {
            PollStep::Ask => poll.not_yet(now, true),
            PollStep::Wait => {}
            PollStep::GiveUp | PollStep::CutOff => panic!("gave up after {second} s"),
        }
    }
}
