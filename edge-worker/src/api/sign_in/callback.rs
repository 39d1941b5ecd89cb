//! The addresses that providers send people back to: each provider has one of its
//! own, so that no other can answer in its place (RFC 9700, 4.4).

use super::begin::provider;
use super::confirm::{Remark, ask_to_confirm};
use crate::api::{RequestContext, RouteContext, body, html_response};
use crate::error::{HttpError, Result, worded};
use crate::sign_in::{self, AuthorizationCallback, finish};
use crate::site::{Anyone, CompleteSignIn, Known, ReadSignIn, VerifySignIn};
use bedside_domain::ErrorCode;
use bedside_domain::hashing::digest;
use bedside_domain::sign_in::SignInFlow;
use bedside_widget::ssr::{FinishMode, SignInFinish, sign_in_finish};
use worker::Response;

/// The provider's parameters, in the query or, with `response_mode=form_post`, in a
/// form of its own page. No other site's form changes anything here, as it does
/// not know the state and its browser does not have the window's secret.
struct Callback {
    state: String,
    code: Option<String>,
    error: Option<String>,
    issuer: Option<String>,
}

impl Callback {
    async fn read(ctx: &mut RequestContext) -> Result<Self> {
        let form = match ctx.head.method.as_str() {
            "POST" => Some(body::form(ctx).await?),
            _ => None,
        };
        let get = |name: &str| match &form {
            Some(form) => form.get(name),
            None => ctx.head.query(name),
        };
        Ok(Self {
            state: get("state").unwrap_or_default(),
            code: get("code"),
            error: get("error"),
            issuer: get("iss"),
        })
    }

    /// Why the provider sent the person back without a code.
    fn declined(&self) -> ErrorCode {
        match self.error.as_deref() {
            Some(
                "access_denied" | "login_required" | "consent_required" | "interaction_required",
            ) => ErrorCode::SignInDeclined,
            Some("temporarily_unavailable" | "server_error") => ErrorCode::ProviderUnavailable,
            _ => ErrorCode::ProviderRefused,
        }
    }
}

pub async fn receive_callback(mut ctx: RouteContext<Anyone>) -> Result<Response> {
    let callback = Callback::read(&mut ctx).await?;
    let site = callback.state.split_once('.').map(|(site, _)| site);
    let site = site.unwrap_or_default().to_owned();
    let ctx = ctx.about(&site)?;
    let state_hash = digest(&callback.state);
    let known = ctx
        .run(&ReadSignIn {
            state_hash: state_hash.clone(),
        })
        .await?;
    let code = match code(&ctx, &known, &callback).await {
        Ok(code) => Ok(code),
        Err(failure) => Err(fail(&ctx, &state_hash, failure).await),
    };
    if known.purpose.window_hash().is_some() {
        return show_finish(&ctx, known, callback.state, code).await;
    }
    let verified = verify(&ctx, &state_hash, code?, None).await?;
    let code = verified.code.unwrap_or_default();
    ask_to_confirm(&ctx, code, &known.lang, Remark::None).await
}

/// The code, if it is an answer to what was asked of this provider.
async fn code(ctx: &RequestContext, known: &Known, callback: &Callback) -> Result<String> {
    let provider = provider(ctx, &known.provider)?;
    let same_issuer = sign_in::names_issuer(&provider, callback.issuer.as_deref()).await?;
    if ctx.part("provider") != known.provider || !same_issuer {
        return Err(ErrorCode::IdTokenIssuer.into());
    }
    match &callback.code {
        Some(code) => Ok(code.clone()),
        None => Err(callback.declined().into()),
    }
}

/// Ends the attempt, for whoever asks about it as well.
async fn fail(ctx: &RouteContext<Anyone>, state_hash: &str, failure: HttpError) -> HttpError {
    let settle = CompleteSignIn {
        state_hash: state_hash.to_owned(),
        result: Err(failure.code()),
    };
    // It answers with the failure that it is told.
    let _ = ctx.run(&settle).await;
    failure
}

/// Shows the page that proves to be in the window which began.
async fn show_finish(
    ctx: &RequestContext,
    known: Known,
    state: String,
    code: Result<String>,
) -> Result<Response> {
    let texts = ctx.words_in(&known.lang).await?.texts.clone();
    let (code, problem) = match code {
        Ok(code) => (code, None),
        Err(failure) => (String::new(), Some(worded(failure, &texts))),
    };
    let mode = match known.purpose {
        SignInFlow::Popup { origin, .. } => FinishMode::Popup { origin },
        SignInFlow::Redirect { return_to, .. } => FinishMode::Redirect { return_to },
        _ => FinishMode::Claim {
            site: ctx.site()?.origins.first().cloned().unwrap_or_default(),
        },
    };
    let in_popup = matches!(mode, FinishMode::Popup { .. });
    let page = SignInFinish {
        build: ctx.build().await?,
        site: ctx.site_id().to_owned(),
        site_title: ctx.site_title(),
        mode,
        state,
        code,
        problem,
        texts,
    };
    let finish = html_response::without_forms(200, sign_in_finish(&page).await)?;
    html_response::keep_opener(finish, in_popup)
}

/// The outcome of a provider's callback.
pub(super) struct Verified {
    /// The flow by which the person came.
    pub(super) purpose: SignInFlow,
    /// The one-time code that takes the result, where the opener has no attempt id.
    pub(super) code: Option<String>,
}

/// Takes the attempt, asks the provider, and records what came of it.
///
/// # Errors
/// Whatever the provider or a check of its answer refuses; the attempt then
/// has failed for whoever asks about it.
pub(super) async fn verify(
    ctx: &RouteContext<Anyone>,
    state_hash: &str,
    code: String,
    window_secret: Option<String>,
) -> Result<Verified> {
    let known = ctx
        .run(&VerifySignIn {
            state_hash: state_hash.to_owned(),
            window_secret,
        })
        .await?;
    let provider = provider(ctx, &known.provider)?;
    let callback = AuthorizationCallback {
        code,
        nonce: known.nonce,
        verifier: known.verifier,
        demanded_at: known.demanded_at,
    };
    let authentication = match finish(&ctx.config, &provider, callback).await {
        Ok(authentication) => authentication,
        Err(failure) => return Err(fail(ctx, state_hash, failure).await),
    };
    let settle = CompleteSignIn {
        state_hash: state_hash.to_owned(),
        result: Ok(authentication),
    };
    Ok(Verified {
        code: ctx.run(&settle).await?,
        purpose: known.purpose,
    })
}
