//! From our own form to the provider.

use crate::api::body::{self, Form};
use crate::api::{RequestContext, RouteContext, html_response};
use crate::error::Result;
use crate::platform;
use crate::sign_in;
use crate::site::{Anyone, NewAttempt, ReadTicket, StartSignIn};
use bedside_domain::comment::{self, NewComment, SanitizedComment};
use bedside_domain::deployment::Provider;
use bedside_domain::hashing::{digest, is_base64url};
use bedside_domain::sign_in::SignInFlow;
use bedside_domain::{DomainError, ErrorCode};
use bedside_i18n::Languages;
use bedside_widget::ssr::{
    ProviderChoice, SignInLeave, SignInStart, StartMode, sign_in_leave, sign_in_start,
};
use worker::Response;

/// The providers that a site offers, as its pages name them.
///
/// # Errors
/// `site_unknown`.
pub(super) fn choices(ctx: &RequestContext) -> Result<Vec<ProviderChoice>> {
    let offered = ctx.config.deployment.providers_of(ctx.site()?);
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
pub(super) fn origin(ctx: &RequestContext, origin: Option<String>) -> Result<String> {
    let origin = origin.unwrap_or_default();
    if ctx.site()?.origins.contains(&origin) {
        Ok(origin)
    } else {
        Err(ErrorCode::OriginNotAllowed.into())
    }
}

/// A provider that the site offers.
///
/// # Errors
/// `provider_unknown`.
pub(super) fn provider(ctx: &RequestContext, id: &str) -> Result<Provider> {
    let mut offered = ctx.config.deployment.providers_of(ctx.site()?);
    Ok(offered
        .find(|provider| provider.id == id)
        .ok_or(ErrorCode::ProviderUnknown)?
        .clone())
}

/// A sign-in that a form begins.
struct Beginning {
    purpose: SignInFlow,
    /// SHA-256 of the attempt id that the opener asks with.
    attempt_id_hash: Option<String>,
    /// SHA-256 of the ticket that is used up.
    ticket_hash: Option<String>,
}

impl From<SignInFlow> for Beginning {
    fn from(purpose: SignInFlow) -> Self {
        Self {
            purpose,
            attempt_id_hash: None,
            ticket_hash: None,
        }
    }
}

impl Beginning {
    fn of_comment(sanitized: SanitizedComment) -> Result<Self> {
        let comment = serde_json::to_string(&NewComment::from(sanitized))?;
        Ok(SignInFlow::Plain { comment }.into())
    }

    async fn of(ctx: &RouteContext<Anyone>, form: &Form) -> Result<Self> {
        match form.text("mode").as_str() {
            "popup" => Ok(Self {
                attempt_id_hash: Some(digest(&checked(form, "attempt", 16)?)),
                ..Self::from(SignInFlow::Popup {
                    origin: origin(ctx, form.get("origin"))?,
                    thumbprint: checked(form, "thumbprint", 32)?,
                    window_hash: checked(form, "window_hash", 32)?,
                })
            }),
            "redirect" => {
                let window_hash = checked(form, "window_hash", 32)?;
                let ticket_hash = digest(&form.text("ticket"));
                let read = ReadTicket { ticket_hash };
                let ticket = ctx.run(&read).await?;
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
                let comment: NewComment = serde_json::from_str(&form.text("comment"))
                    .map_err(|_| DomainError::invalid("comment"))?;
                Self::of_comment(comment::sanitize(comment)?)
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
fn checked(form: &Form, name: &'static str, bytes: usize) -> Result<String> {
    let text = form.get(name).filter(|text| is_base64url(text, bytes));
    Ok(text.ok_or_else(|| DomainError::invalid(name))?)
}

pub async fn begin(mut ctx: RouteContext<Anyone>) -> Result<Response> {
    let form = body::own_form(&mut ctx).await?;
    let beginning = Beginning::of(&ctx, &form).await?;
    let provider = provider(&ctx, &form.text("provider"))?;
    let fresh = form.get("fresh").is_some();
    start(&ctx, &provider, beginning, fresh, form.get("lang")).await
}

async fn start(
    ctx: &RouteContext<Anyone>,
    provider: &Provider,
    beginning: Beginning,
    fresh: bool,
    lang: Option<String>,
) -> Result<Response> {
    // The state names the site, because a provider's callback is that of all
    // sites; it says nothing of the page.
    let state = format!("{}.{}", ctx.site_id(), platform::new_secret());
    let request = sign_in::start(&ctx.config, provider, state.clone(), fresh).await?;
    let lang = lang.unwrap_or_else(|| ctx.lang());
    let in_popup = matches!(beginning.purpose, SignInFlow::Popup { .. });
    let attempt = NewAttempt {
        state_hash: digest(&state),
        provider: provider.id.clone(),
        nonce: request.nonce,
        verifier: request.verifier,
        lang: Languages::pick(&[&lang]).to_owned(),
        purpose: beginning.purpose,
        attempt_id_hash: beginning.attempt_id_hash,
        fresh,
    };
    let ticket_hash = beginning.ticket_hash;
    ctx.run(&StartSignIn {
        attempt,
        ticket_hash,
    })
    .await?;
    let page = SignInLeave {
        texts: ctx.words_in(&lang).await?.texts.clone(),
        build: ctx.build().await?,
        site_title: ctx.site_title(),
        provider: provider.label.clone(),
        address: request.address,
    };
    let left = html_response::without_forms(200, sign_in_leave(&page).await)?;
    html_response::keep_opener(left, in_popup)
}

/// Goes on with a comment from the plain page: to the provider, or where there
/// are several, to the choice.
///
/// # Errors
/// As [`begin`].
pub async fn begin_plain(
    ctx: RouteContext<Anyone>,
    sanitized: SanitizedComment,
    lang: Option<String>,
) -> Result<Response> {
    let providers = choices(&ctx)?;
    if let [only] = providers.as_slice() {
        let provider = provider(&ctx, &only.id)?;
        let beginning = Beginning::of_comment(sanitized)?;
        return start(&ctx, &provider, beginning, false, lang).await;
    }
    let lang = lang.unwrap_or_else(|| ctx.lang());
    let texts = ctx.words_in(&lang).await?.texts.clone();
    let comment = serde_json::to_string(&NewComment::from(sanitized))?;
    let page = SignInStart {
        build: ctx.build().await?,
        site_title: ctx.site_title(),
        mode: StartMode::Plain,
        action: ctx.path("/sign-in"),
        hidden: vec![
            ("mode", "plain".into()),
            ("comment", comment),
            ("lang", texts.lang().to_owned()),
        ],
        providers,
        texts,
    };
    html_response::html(200, sign_in_start(&page).await)
}
