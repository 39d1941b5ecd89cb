//! Where a provider sends people back to.

use super::start::provider;
use crate::error::{Failure, Outcome, worded};
use crate::front::{Call, page};
use crate::sign_in::{Arrival, arrive};
use crate::site::{PeekSignIn, SettleSignIn, Settled, VerifySignIn};
use bedside_domain::deployment::ProviderKind;
use bedside_domain::markdown;
use bedside_domain::secret::digest;
use bedside_domain::sign_in::Purpose;
use bedside_widget::ssr::{
    ConfirmComment, MessageKind, MessagePage, SignInFinish, confirm_comment, message,
    sign_in_finish,
};
use bedside_widget::texts::Texts;
use bedside_wire::{PostComment, ProblemCode};
use worker::Response;

pub async fn receive_callback(call: Call) -> Outcome<Response> {
    let state = call.asked.query("state").unwrap_or_default();
    let site = state
        .split_once('.')
        .map(|(site, _)| site.to_owned())
        .unwrap_or_default();
    let call = call.about(&site)?;
    let state_hash = digest(&state);
    let known = call
        .run(&PeekSignIn {
            state_hash: state_hash.clone(),
        })
        .await?;
    let texts = call.words_in(&known.lang).await?.texts.clone();
    let code = match call.asked.query("code") {
        _ if is_from_another(&call, &known.provider)? => {
            Err(fail(&call, &state_hash, ProblemCode::IdTokenIssuer).await)
        }
        Some(code) => Ok(code),
        None => Err(fail(&call, &state_hash, declined(&call)).await),
    };
    match (&known.purpose, code) {
        (Purpose::Popup { origin, .. }, code) => {
            let (code, problem) = match code {
                Ok(code) => (code, None),
                Err(failure) => (String::new(), Some(worded(failure, &texts))),
            };
            let page = SignInFinish {
                build: call.build().await?,
                site: call.site_id().to_owned(),
                origin: origin.clone(),
                // The window's own storage knows the attempt by the state's digest.
                attempt: String::new(),
                state,
                code,
                problem,
                texts,
            };
            page::html(200, sign_in_finish(&page).await)
        }
        (_, Err(failure)) => Err(failure),
        (purpose, Ok(code)) => {
            let purpose = purpose.clone();
            finish_alone(&call, &state_hash, code, purpose, texts).await
        }
    }
}

/// Whether the answer names another issuer than the one that was asked (RFC
/// 9207): a code of one provider must not be shown to another.
fn is_from_another(call: &Call, id: &str) -> Outcome<bool> {
    let named = call.asked.query("iss");
    Ok(match (provider(call, id)?.kind, named) {
        (ProviderKind::Oidc { issuer }, Some(named)) => named != issuer,
        _ => false,
    })
}

/// Why the provider sent the person back without a code.
fn declined(call: &Call) -> ProblemCode {
    match call.asked.query("error").as_deref() {
        Some("access_denied" | "login_required" | "consent_required" | "interaction_required") => {
            ProblemCode::SignInDeclined
        }
        Some("temporarily_unavailable" | "server_error") => ProblemCode::ProviderUnavailable,
        _ => ProblemCode::ProviderRefused,
    }
}

/// Ends the attempt, for whoever asks about it as well.
async fn fail(call: &Call, state_hash: &str, code: ProblemCode) -> Failure {
    let settled = call
        .run(&SettleSignIn {
            state_hash: state_hash.to_owned(),
            result: Err(code),
        })
        .await;
    settled.err().unwrap_or_else(|| code.into())
}

/// Takes the attempt, asks the provider, and records what came of it.
///
/// # Errors
/// Whatever the provider or a check of its answer refuses; the attempt then
/// has failed for whoever asks about it.
pub(super) async fn verify(
    call: &Call,
    state_hash: &str,
    code: String,
    binder: Option<String>,
) -> Outcome<Settled> {
    let known = call
        .run(&VerifySignIn {
            state_hash: state_hash.to_owned(),
            binder,
        })
        .await?;
    let provider = provider(call, &known.provider)?;
    let arrival = Arrival {
        code,
        nonce: known.nonce,
        verifier: known.verifier,
        demanded_at: known.demanded_at,
    };
    let authentication = match arrive(&call.config, &provider, arrival).await {
        Ok(authentication) => authentication,
        Err(failure) => {
            fail(call, state_hash, failure.code()).await;
            return Err(failure);
        }
    };
    call.run(&SettleSignIn {
        state_hash: state_hash.to_owned(),
        result: Ok(authentication),
    })
    .await
}

/// What comes next where no opener waits.
async fn finish_alone(
    call: &Call,
    state_hash: &str,
    code: String,
    purpose: Purpose,
    texts: Texts,
) -> Outcome<Response> {
    let settled = verify(call, state_hash, code, None).await?;
    let one_time = settled.code.unwrap_or_default();
    match purpose {
        Purpose::Redirect { return_to, .. } => {
            page::go(&format!("{return_to}#bedside-code={one_time}"))
        }
        Purpose::Plain { comment } => {
            let comment: PostComment = serde_json::from_str(&comment)?;
            let page = ConfirmComment {
                build: call.build().await?,
                action: call.path("/plain/confirm"),
                hidden: vec![
                    ("code", one_time),
                    ("page", comment.page.key.clone()),
                    ("lang", texts.lang().to_owned()),
                ],
                body: markdown::render(&comment.body),
                name: comment.name.unwrap_or(settled.name),
                approve_first: settled.approve_first,
                refusal: None,
                // Any site's page can send a comment here.
                back: comment.page.url.and_then(|url| call.own_address(&url)),
                texts,
            };
            page::html(200, confirm_comment(&page).await)
        }
        Purpose::Claim { .. } => {
            let page = MessagePage {
                build: call.build().await?,
                kind: MessageKind::Good,
                title: texts.get("claim.done"),
                text: texts.get("claim.done.text"),
                link: call
                    .site()?
                    .origins
                    .first()
                    .map(|origin| (call.site_title().into(), origin.clone())),
                texts,
            };
            page::html(200, message(&page).await)
        }
        Purpose::Popup { .. } => Err(ProblemCode::SignInNotYours.into()),
    }
}
