//! From our own form to the provider.

use crate::error::Outcome;
use crate::front::body::{self, Form};
use crate::front::{Call, page};
use crate::platform;
use crate::sign_in::depart;
use crate::site::{NewAttempt, ReadTicket, StartSignIn};
use bedside_domain::DomainError;
use bedside_domain::comment::{self, Accepted};
use bedside_domain::deployment::Provider;
use bedside_domain::hashing::{digest, is_base64url};
use bedside_domain::sign_in::SignInFlow;
use bedside_widget::ssr::{
    ProviderChoice, SignInLeave, SignInStart, StartMode, sign_in_leave, sign_in_start,
};
use bedside_widget::texts::Languages;
use bedside_wire::{PostComment, ProblemCode};
use worker::Response;

/// The providers that a site offers, as its pages name them.
///
/// # Errors
/// `site_unknown`.
pub(super) fn choices(call: &Call) -> Outcome<Vec<ProviderChoice>> {
    let offered = call.config.deployment.providers_of(call.site()?);
    Ok(offered
        .map(|p| ProviderChoice {
            id: p.id.clone(),
            label: p.label.clone(),
        })
        .collect())
}

/// The opener's origin, one of the site's.
///
/// # Errors
/// `origin_not_allowed`.
pub(super) fn origin(call: &Call, origin: Option<String>) -> Outcome<String> {
    let origin = origin.unwrap_or_default();
    if call.site()?.origins.contains(&origin) {
        Ok(origin)
    } else {
        Err(ProblemCode::OriginNotAllowed.into())
    }
}

/// A provider that the site offers.
///
/// # Errors
/// `provider_unknown`.
pub(super) fn provider(call: &Call, id: &str) -> Outcome<Provider> {
    let mut offered = call.config.deployment.providers_of(call.site()?);
    Ok(offered
        .find(|provider| provider.id == id)
        .ok_or(ProblemCode::ProviderUnknown)?
        .clone())
}

/// What a form wants to begin.
struct Beginning {
    purpose: SignInFlow,
    /// SHA-256 of the handle that the opener asks with.
    handle_hash: Option<String>,
    /// SHA-256 of the ticket that is used up.
    ticket_hash: Option<String>,
}

impl From<SignInFlow> for Beginning {
    fn from(purpose: SignInFlow) -> Self {
        Self {
            purpose,
            handle_hash: None,
            ticket_hash: None,
        }
    }
}

impl Beginning {
    fn of_comment(accepted: Accepted) -> Outcome<Self> {
        let comment = serde_json::to_string(&PostComment::from(accepted))?;
        Ok(SignInFlow::Plain { comment }.into())
    }

    async fn of(call: &Call, form: &Form) -> Outcome<Self> {
        match form.text("mode").as_str() {
            "popup" => Ok(Self {
                handle_hash: Some(digest(&checked(form, "attempt", 16)?)),
                ..Self::from(SignInFlow::Popup {
                    origin: origin(call, form.get("origin"))?,
                    thumbprint: checked(form, "thumbprint", 32)?,
                    window_hash: checked(form, "window_hash", 32)?,
                })
            }),
            "redirect" => {
                let window_hash = checked(form, "window_hash", 32)?;
                let ticket_hash = digest(&form.text("ticket"));
                let read = ReadTicket { ticket_hash };
                let ticket = call.run(&read).await?;
                Ok(Self {
                    ticket_hash: Some(read.ticket_hash),
                    ..Self::from(SignInFlow::Redirect {
                        return_to: ticket.return_to,
                        thumbprint: ticket.thumbprint,
                        window_hash,
                    })
                })
            }
            "plain" => {
                let comment: PostComment = serde_json::from_str(&form.text("comment"))
                    .map_err(|_| DomainError::invalid("comment"))?;
                Self::of_comment(comment::accept(comment)?)
            }
            "claim" => Ok(SignInFlow::Claim {
                link_hash: digest(&form.text("token")),
                window_hash: checked(form, "window_hash", 32)?,
            }
            .into()),
            _ => Err(DomainError::invalid("mode").into()),
        }
    }
}

/// A field of so many bytes, base64url.
fn checked(form: &Form, name: &'static str, bytes: usize) -> Outcome<String> {
    let text = form.get(name).filter(|text| is_base64url(text, bytes));
    Ok(text.ok_or_else(|| DomainError::invalid(name))?)
}

pub async fn begin(mut call: Call) -> Outcome<Response> {
    let form = body::own_form(&mut call).await?;
    let beginning = Beginning::of(&call, &form).await?;
    let provider = provider(&call, &form.text("provider"))?;
    let fresh = form.get("fresh").is_some();
    start(&call, &provider, beginning, fresh, form.get("lang")).await
}

async fn start(
    call: &Call,
    provider: &Provider,
    beginning: Beginning,
    fresh: bool,
    lang: Option<String>,
) -> Outcome<Response> {
    // The state names the site, because a provider's callback is that of all
    // sites; it says nothing of the page.
    let state = format!("{}.{}", call.site_id(), platform::new_secret());
    let departure = depart(&call.config, provider, state.clone(), fresh).await?;
    let lang = lang.unwrap_or_else(|| call.lang());
    let in_popup = matches!(beginning.purpose, SignInFlow::Popup { .. });
    let attempt = NewAttempt {
        state_hash: digest(&state),
        provider: provider.id.clone(),
        nonce: departure.nonce,
        verifier: departure.verifier,
        lang: Languages::pick(&[&lang]).to_owned(),
        purpose: beginning.purpose,
        handle_hash: beginning.handle_hash,
        fresh,
    };
    let ticket_hash = beginning.ticket_hash;
    call.run(&StartSignIn {
        attempt,
        ticket_hash,
    })
    .await?;
    let page = SignInLeave {
        texts: call.words_in(&lang).await?.texts.clone(),
        build: call.build().await?,
        site_title: call.site_title(),
        provider: provider.label.clone(),
        address: departure.address,
    };
    let left = page::without_forms(200, sign_in_leave(&page).await)?;
    page::keep_opener(left, in_popup)
}

/// Goes on with a comment from the plain page: to the provider, or where there
/// are several, to the choice.
///
/// # Errors
/// As [`begin`].
pub async fn begin_plain(
    call: Call,
    accepted: Accepted,
    lang: Option<String>,
) -> Outcome<Response> {
    let providers = choices(&call)?;
    if let [only] = providers.as_slice() {
        let provider = provider(&call, &only.id)?;
        let beginning = Beginning::of_comment(accepted)?;
        return start(&call, &provider, beginning, false, lang).await;
    }
    let lang = lang.unwrap_or_else(|| call.lang());
    let texts = call.words_in(&lang).await?.texts.clone();
    let comment = serde_json::to_string(&PostComment::from(accepted))?;
    let page = SignInStart {
        build: call.build().await?,
        site_title: call.site_title(),
        mode: StartMode::Plain,
        action: call.path("/sign-in"),
        hidden: vec![
            ("mode", "plain".into()),
            ("comment", comment),
            ("lang", texts.lang().to_owned()),
        ],
        providers,
        texts,
    };
    page::html(200, sign_in_start(&page).await)
}
