//! The form below a comment that tells the moderators of it.

use crate::components::button::{Button, button};
use crate::components::notice;
use crate::components::remove_form::RequestFormProps;
use crate::hooks::typed::typed;
use crate::hooks::use_request::{FormRequest, use_request};
use crate::state::dispatch::press;
use crate::state::{Action, UiEvent};
use bedside_domain::limits::REPORT_NOTE_CHARS;
use bedside_i18n::Texts;
use bedside_wire::ProblemCode;
use bedside_wire::report::{ReportComment, ReportReason};
use yew::prelude::*;

/// The key of a reason's words.
pub fn reason_key(reason: ReportReason) -> &'static str {
    match reason {
        ReportReason::Danger => "report.danger",
        ReportReason::MedicalAdvice => "report.medical_advice",
        ReportReason::PrivateInformation => "report.private_information",
        ReportReason::Abuse => "report.abuse",
        ReportReason::Advertising => "report.advertising",
        ReportReason::Other => "report.something_else",
    }
}

/// The announcement once a report with this reason arrived. Who saw somebody in
/// danger hears again that nobody may read it in time.
pub fn thanks(texts: &Texts, reason: ReportReason) -> AttrValue {
    let thanks = texts.get("report.thanks");
    match reason {
        ReportReason::Danger => {
            AttrValue::from([&*thanks, " ", &texts.get("report.danger.hint")].concat())
        }
        _ => thanks,
    }
}

/// A group with the reasons, a note and the buttons. It keeps what was chosen
/// and typed until the report arrived.
#[component]
pub fn ReportForm(props: &RequestFormProps) -> Html {
    let RequestFormProps {
        texts,
        comment,
        dispatch,
        services,
    } = props;
    let request = use_request(services, dispatch, texts, &comment.id);
    let chosen = use_state(|| Option::<ReportReason>::None);
    let flaw = use_state(|| Option::<Flaw>::None);
    let note = use_node_ref();
    let on_send = {
        let (chosen, note, flaw) = (*chosen, note.clone(), flaw.setter());
        let (send, dispatch) = (request.send, dispatch.clone());
        let (reasons, note_id) = (id_of("report-", &comment.id), id_of("note-", &comment.id));
        Callback::from(move |()| {
            let note = typed(&note);
            let note = note.trim();
            let (found, field) = match chosen {
                None => (Flaw::NoReason, &reasons),
                Some(_) if note.chars().count() > REPORT_NOTE_CHARS => (Flaw::LongNote, &note_id),
                Some(reason) => {
                    flaw.set(None);
                    let note = (!note.is_empty()).then(|| note.to_owned());
                    send.emit(FormRequest::Report(ReportComment { reason, note }));
                    return;
                }
            };
            flaw.set(Some(found));
            dispatch.tell(Action::FocusOn(field.clone()));
        })
    };
    let onkeydown = {
        let (dispatch, on_send) = (dispatch.clone(), on_send.clone());
        Callback::from(move |event: KeyboardEvent| match &*event.key() {
            "Escape" if !event.is_composing() => dispatch.tell(Action::Pressed(UiEvent::CloseForm)),
            "Enter" if event.ctrl_key() || event.meta_key() => on_send.emit(()),
            _ => {}
        })
    };
    let send = Button {
        main: true,
        busy: request.busy,
        onclick: Some(on_send.reform(|_: MouseEvent| ())),
        ..Button::default()
    };
    let title = texts.with("report.title", &[("name", &comment.author)]);
    html! {
        <div part="composer" role="group" aria-label={title} {onkeydown}>
            if let Some(error) = &request.error {
                { notice::error(texts, error) }
            }
            <fieldset class="field" aria-describedby={flaw.map(|_| id_of("report-error-", &comment.id))}>
                <legend>{ texts.get("report.why") }</legend>
                { for ReportReason::ALL.map(|reason| html! {
                    <>
                        { choice(texts, &comment.id, reason, &chosen) }
                        if reason == ReportReason::Danger {
                            // There before it is filled, or nobody would hear of it.
                            <p class="urgent" role="status">
                                if *chosen == Some(reason) {
                                    { texts.get("report.danger.hint") }
                                }
                            </p>
                        }
                    </>
                }) }
            </fieldset>
            <div class="field">
                <label for={id_of("note-", &comment.id)}>{ texts.get("report.note") }</label>
                if *flaw == Some(Flaw::LongNote) {
                    <p class="error" role="alert">
                        {
                            texts.problem(
                                &ProblemCode::FieldTooLong,
                                Some("note"),
                                Some(REPORT_NOTE_CHARS as u64),
                            )
                        }
                    </p>
                }
                <textarea id={id_of("note-", &comment.id)} ref={note} rows="2" dir="auto" />
            </div>
            // Beside the button that was pressed: on a phone the legend is out of sight.
            if *flaw == Some(Flaw::NoReason) {
                <p class="error" role="alert" id={id_of("report-error-", &comment.id)}>
                    { texts.get("report.choose") }
                </p>
            }
            <div class="send">
                { send.says(texts.get("report.send")) }
                { button(texts.get("cancel"), press(dispatch, UiEvent::CloseForm)) }
            </div>
        </div>
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Flaw {
    NoReason,
    LongNote,
}

fn id_of(what: &str, comment: &str) -> AttrValue {
    AttrValue::from([what, comment].concat())
}

/// One reason. The first one has the id that takes the focus.
fn choice(
    texts: &Texts,
    comment: &str,
    reason: ReportReason,
    chosen: &UseStateHandle<Option<ReportReason>>,
) -> Html {
    let id = match reason {
        ReportReason::Danger => id_of("report-", comment),
        _ => AttrValue::from(["report-", reason.as_str(), "-", comment].concat()),
    };
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |_: Event| chosen.set(Some(reason)))
    };
    html! {
        <div class="choice reason">
            <input
                type="radio"
                id={id.clone()}
                name={id_of("reason-of-", comment)}
                checked={**chosen == Some(reason)}
                {onchange}
            />
            <label for={id}>{ texts.get(reason_key(reason)) }</label>
        </div>
    }
}
