//! Where a sign-in starts: the window, the form, the owner's link.

use crate::error::Outcome;
use crate::front::{Call, body, page};
use crate::platform;
use crate::sign_in::depart;
use crate::site::{CheckOwnerLink, NewAttempt, StartSignIn};
use bedside_domain::Refusal;
use bedside_domain::deployment::Provider;
use bedside_domain::secret::{digest, is_base64url};
use bedside_domain::sign_in::Purpose;
use bedside_widget::ssr::{Claim, ProviderChoice, SignInStart, StartMode, claim, sign_in_start};
use bedside_widget::texts::Languages;
use bedside_wire::{PostComment, ProblemCode};
use url::Url;
use worker::Response;

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
    let texts = call.words().await?.texts.clone();
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
            let thumbprint = thumbprint(call.asked.query("thumbprint"))?;
            let back = return_address(&call, &call.asked.query("return").unwrap_or_default())?;
            hidden.extend([("thumbprint", thumbprint), ("return", back)]);
            StartMode::Redirect { origin }
        }
        _ => return Err(Refusal::invalid("mode").into()),
    };
    if call.asked.query("fresh").is_some() {
        hidden.push(("fresh", "true".into()));
    }
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

/// A key's thumbprint (RFC 7638): SHA-256, base64url.
fn thumbprint(text: Option<String>) -> Outcome<String> {
    let text = text.filter(|text| is_base64url(text, 32));
    Ok(text.ok_or_else(|| Refusal::invalid("thumbprint"))?)
}

pub async fn begin(mut call: Call) -> Outcome<Response> {
    let form = body::form(&mut call).await?;
    let thumbprint = || thumbprint(form.get("thumbprint"));
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
    let fresh = form.get("fresh").is_some();
    start(
        &call,
        &provider,
        purpose,
        handle_hash,
        fresh,
        form.get("lang"),
    )
    .await
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
    fresh: bool,
    lang: Option<String>,
) -> Outcome<Response> {
    // The state names the site, because all providers come back to one address;
    // it says nothing of the page.
    let state = format!("{}.{}", call.site_id(), platform::new_secret());
    let departure = depart(&call.config, provider, state.clone(), fresh).await?;
    let attempt = NewAttempt {
        state_hash: digest(&state),
        provider: provider.id.clone(),
        nonce: departure.nonce,
        verifier: departure.verifier,
        lang: match lang {
            // As a form says it, it has any length.
            Some(lang) => Languages::pick(&[&lang]).to_owned(),
            None => call.lang(),
        },
        purpose,
        handle_hash,
        fresh,
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
            false,
            lang,
        )
        .await;
    }
    let lang = lang.unwrap_or_else(|| call.lang());
    let texts = call.words_in(&lang).await?.texts.clone();
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
    let texts = call.words().await?.texts.clone();
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
