//! The sign-in window, the callback, and the exchange.

use super::{Call, body, page, session};
use crate::error::{Failure, Outcome};
use crate::platform;
use crate::sign_in::{Arrival, arrive, depart};
use crate::site::{
    CheckOwnerLink, ExchangeSignIn, NewAttempt, PeekSignIn, SettleSignIn, Settled, StartSignIn,
    VerifySignIn,
};
use bedside_domain::deployment::{Provider, ProviderKind};
use bedside_domain::secret::{digest, is_base64url};
use bedside_domain::sign_in::Purpose;
use bedside_domain::{Refusal, markdown};
use bedside_widget::ssr::{
    Claim, ConfirmComment, MessageKind, MessagePage, ProviderChoice, SignInFinish, SignInStart,
    StartMode, claim, confirm_comment, message, sign_in_finish, sign_in_start,
};
use bedside_widget::texts::Texts;
use bedside_wire::session::{ExchangeSignIn as Exchange, StillWaiting};
use bedside_wire::settings::ModerationMode;
use bedside_wire::{PostComment, ProblemCode};
use serde::Deserialize;
use url::Url;
use worker::Response;

/// How long an opener leaves between two questions, in milliseconds.
const RETRY_MS: u32 = 1_000;

fn choices(call: &Call) -> Outcome<Vec<ProviderChoice>> {
    let offered = call.config.deployment.providers_of(call.site()?);
    Ok(offered
        .map(|p| ProviderChoice {
            id: p.id.clone(),
            label: p.label.clone(),
        })
        .collect())
}

/// The opener's origin, one of the site's.
fn origin(call: &Call, origin: Option<String>) -> Outcome<String> {
    let origin = origin.unwrap_or_default();
    if call.site()?.origins.contains(&origin) {
        Ok(origin)
    } else {
        Err(ProblemCode::OriginNotAllowed.into())
    }
}

pub async fn show_start(call: Call) -> Outcome<Response> {
    let origin = origin(&call, call.asked.query("origin"))?;
    let texts = call.texts();
    let mut hidden = vec![
        ("origin", origin.clone()),
        ("lang", texts.lang().to_owned()),
    ];
    let mode = match call.asked.query("mode").as_deref() {
        Some("popup") => {
            hidden
                .extend(["thumbprint", "attempt", "binder_hash"].map(|name| (name, String::new())));
            hidden.push(("mode", "popup".into()));
            StartMode::Popup { origin }
        }
        Some("redirect") => {
            hidden.push(("mode", "redirect".into()));
            hidden.push((
                "thumbprint",
                call.asked.query("thumbprint").unwrap_or_default(),
            ));
            hidden.push(("return", call.asked.query("return").unwrap_or_default()));
            StartMode::Redirect { origin }
        }
        _ => return Err(Refusal::invalid("mode").into()),
    };
    let page = SignInStart {
        build: call.build().await?,
        site_title: call.site_title(),
        mode,
        action: call.path("/sign-in"),
        hidden,
        providers: choices(&call)?,
        problem: None,
        texts,
    };
    page::html(200, sign_in_start(&page).await)
}

pub async fn begin(mut call: Call) -> Outcome<Response> {
    let form = body::form(&mut call).await?;
    let thumbprint = || -> Outcome<String> {
        let thumbprint = form.text("thumbprint");
        if is_base64url(&thumbprint, 32) {
            Ok(thumbprint)
        } else {
            Err(Refusal::invalid("thumbprint").into())
        }
    };
    let mut handle_hash = None;
    let purpose = match form.text("mode").as_str() {
        "popup" => {
            own_form(&call)?;
            let (attempt, binder_hash) = (form.text("attempt"), form.text("binder_hash"));
            if !is_base64url(&attempt, 16) {
                return Err(Refusal::invalid("attempt").into());
            }
            if !is_base64url(&binder_hash, 32) {
                return Err(Refusal::invalid("binder_hash").into());
            }
            handle_hash = Some(digest(&attempt));
            Purpose::Popup {
                origin: origin(&call, form.get("origin"))?,
                thumbprint: thumbprint()?,
                binder_hash,
            }
        }
        "redirect" => Purpose::Redirect {
            return_to: return_address(&call, &form.text("return"))?,
            thumbprint: thumbprint()?,
        },
        "plain" => {
            let comment: PostComment = serde_json::from_str(&form.text("comment"))
                .map_err(|_| Refusal::invalid("comment"))?;
            bedside_domain::comment::accept(comment.clone())?;
            Purpose::Plain {
                comment: serde_json::to_string(&comment)?,
            }
        }
        "claim" => Purpose::Claim {
            link_hash: digest(&form.text("token")),
        },
        _ => return Err(Refusal::invalid("mode").into()),
    };
    let provider = provider(&call, &form.text("provider"))?;
    start(&call, &provider, purpose, handle_hash, form.get("lang")).await
}

/// A popup's form counts only when our own start page sent it: another site
/// could not have done the handshake with an opener.
fn own_form(call: &Call) -> Outcome<()> {
    let own = call.asked.header("origin") == call.config.deployment.public_url
        || call.asked.header("sec-fetch-site") == "same-origin";
    if own {
        Ok(())
    } else {
        Err(ProblemCode::SignInNotYours.into())
    }
}

fn provider(call: &Call, id: &str) -> Outcome<Provider> {
    let mut offered = call.config.deployment.providers_of(call.site()?);
    Ok(offered
        .find(|provider| provider.id == id)
        .ok_or(ProblemCode::ProviderUnknown)?
        .clone())
}

/// Where a full-page sign-in comes back to: a page of the site.
fn return_address(call: &Call, address: &str) -> Outcome<String> {
    let mut url = Url::parse(address).map_err(|_| Refusal::invalid("return"))?;
    if !call
        .site()?
        .origins
        .contains(&url.origin().ascii_serialization())
        || address.len() > 4_096
    {
        return Err(ProblemCode::OriginNotAllowed.into());
    }
    url.set_fragment(None);
    Ok(url.to_string())
}

async fn start(
    call: &Call,
    provider: &Provider,
    purpose: Purpose,
    handle_hash: Option<String>,
    lang: Option<String>,
) -> Outcome<Response> {
    // The state names the site, because all providers come back to one address;
    // it says nothing of the page.
    let state = format!("{}.{}", call.site_id(), platform::new_secret());
    let departure = depart(&call.config, provider, state.clone()).await?;
    let attempt = NewAttempt {
        state_hash: digest(&state),
        provider: provider.id.clone(),
        nonce: departure.nonce,
        verifier: departure.verifier,
        lang: lang.unwrap_or_else(|| call.texts().lang().to_owned()),
        purpose,
        handle_hash,
    };
    call.run(&StartSignIn(attempt)).await?;
    page::go(&departure.address)
}

/// Goes on with a comment from the plain page: to the provider, or where there
/// are several, to the choice.
///
/// # Errors
/// As [`begin`].
pub async fn begin_plain(
    call: Call,
    comment: &PostComment,
    lang: Option<String>,
) -> Outcome<Response> {
    let json = serde_json::to_string(comment)?;
    let providers = choices(&call)?;
    if let [only] = providers.as_slice() {
        let provider = provider(&call, &only.id)?;
        return start(
            &call,
            &provider,
            Purpose::Plain { comment: json },
            None,
            lang,
        )
        .await;
    }
    let texts = lang.map_or_else(|| call.texts(), |lang| Texts::load(&lang));
    let page = SignInStart {
        build: call.build().await?,
        site_title: call.site_title(),
        mode: StartMode::Plain,
        action: call.path("/sign-in"),
        hidden: vec![
            ("mode", "plain".into()),
            ("comment", json),
            ("lang", texts.lang().to_owned()),
        ],
        providers,
        problem: None,
        texts,
    };
    page::html(200, sign_in_start(&page).await)
}

pub async fn show_claim(call: Call) -> Outcome<Response> {
    let token = call.asked.query("token").unwrap_or_default();
    call.run(&CheckOwnerLink {
        token_hash: digest(&token),
    })
    .await?;
    let texts = call.texts();
    let page = Claim {
        build: call.build().await?,
        site_title: call.site_title(),
        action: call.path("/sign-in"),
        hidden: vec![
            ("mode", "claim".into()),
            ("token", token),
            ("lang", texts.lang().to_owned()),
        ],
        providers: choices(&call)?,
        problem: None,
        texts,
    };
    page::html(200, claim(&page).await)
}

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
    let texts = Texts::load(&known.lang);
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
                Err(failure) => (String::new(), Some(crate::error::worded(failure, &texts))),
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
async fn verify(
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
    };
    let result = match arrive(&call.config, &provider, arrival).await {
        Ok(identity) => Ok(identity),
        Err(failure) => {
            let code = failure.code();
            call.run(&SettleSignIn {
                state_hash: state_hash.to_owned(),
                result: Err(code),
            })
            .await
            .err();
            return Err(failure);
        }
    };
    call.run(&SettleSignIn {
        state_hash: state_hash.to_owned(),
        result,
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
                approve_first: call.site()?.moderation == ModerationMode::ApproveFirst,
                refusal: None,
                back: comment.page.url,
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

/// What the window sends when it came back.
#[derive(Deserialize)]
struct Finish {
    state: String,
    code: String,
    binder: String,
}

pub async fn finish(mut call: Call) -> Outcome<Response> {
    let (
        Finish {
            state,
            code,
            binder,
        },
        _,
    ) = body::json(&mut call).await?;
    verify(&call, &digest(&state), code, Some(binder)).await?;
    session::private(200, &serde_json::json!({}))
}

pub async fn exchange(mut call: Call) -> Outcome<Response> {
    let proof = session::proof(&call, None).await?;
    let (
        Exchange {
            attempt,
            code,
            page,
        },
        _,
    ) = body::json(&mut call).await?;
    let exchange = match (attempt, code) {
        (Some(attempt), None) => ExchangeSignIn::new(&attempt, false, proof, page),
        (None, Some(code)) => ExchangeSignIn::new(&code, true, proof, page),
        _ => return Err(Refusal::invalid("attempt").into()),
    };
    match call.run(&exchange).await? {
        Some(new) => session::private(200, &new),
        None => session::private(
            202,
            &StillWaiting {
                retry_after_ms: RETRY_MS,
            },
        ),
    }
}
