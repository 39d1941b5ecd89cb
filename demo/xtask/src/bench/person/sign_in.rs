//! Signing in by the popup's protocol, through the real provider.

use super::key::{Key, hash, random};
use crate::secrets::random_hex;
use crate::stack::Stack;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use ureq::Agent;
use ureq::Body;
use ureq::http::Response;
use ureq::http::header::LOCATION;
use url::Url;

/// Signs in at the demo's provider and gives the session's token.
pub fn session(stack: &Stack, site: &str, subject: &str, key: &Key) -> Result<String> {
    let at = stack.addresses();
    let site_url = format!("{}/v1/sites/{site}", at.worker);
    let callback = format!("{}/v1/sign-in/callback/demo", at.worker);
    let agent = agent();
    let (attempt, secret) = (random(16)?, random(32)?);

    let begin = [
        ("provider", "demo"),
        ("mode", "popup"),
        ("origin", &at.pages),
        ("thumbprint", &key.thumbprint),
        ("attempt", &attempt),
        ("window_hash", &hash(&secret)),
        ("lang", "en"),
    ];
    let url = Url::parse(&format!("{site_url}/sign-in"))?;
    let mut answer = agent
        .post(url.as_str())
        .header("Origin", &at.worker)
        .send_form(begin)?;
    let page = expect(&mut answer, "beginning the sign-in")?;
    let authorize = onward(&page).context("the worker did not lead to the provider")?;
    let back = consent(&agent, authorize, subject, &callback)?;

    let parameter = |name: &str| {
        let found = back.query_pairs().find(|(n, _)| n == name);
        found.map_or_else(String::new, |(_, value)| value.into_owned())
    };
    agent
        .get(back.as_str())
        .header("Accept", "text/html")
        .call()?;
    let finish = json!({
        "state": parameter("state"),
        "code": parameter("code"),
        "window_secret": secret,
    });
    let mut answer = agent
        .post(format!("{site_url}/sign-in/finish"))
        .header("Origin", &at.worker)
        .send_json(&finish)?;
    expect(&mut answer, "finishing the sign-in")?;

    let url = format!("{site_url}/sessions");
    let mut answer = agent
        .post(&url)
        .header("Origin", &at.pages)
        .header("DPoP", key.proof("POST", &url, None)?)
        .header("Idempotency-Key", random_hex(16)?)
        .send_json(json!({ "attempt": attempt, "page": "sign-in" }))?;
    let session = expect(&mut answer, "exchanging the sign-in")?;
    let session: Value = serde_json::from_str(&session)?;
    let token = session["token"].as_str().map(str::to_owned);
    token.context("the session has no token")
}

/// Follows no redirect by itself and keeps the provider's cookies.
fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .build()
        .into()
}

fn expect(answer: &mut Response<Body>, what: &str) -> Result<String> {
    let text = answer.body_mut().read_to_string()?;
    if answer.status() != 200 {
        bail!("{what} was answered {}: {text}", answer.status());
    }
    Ok(text)
}

/// Chooses a person and consents; gives the address the provider sends back
/// to, not yet opened.
fn consent(agent: &Agent, authorize: Url, subject: &str, stop_at: &str) -> Result<Url> {
    let (url, page) = page(agent, authorize, stop_at)?;
    let form = Form::read(&url, &page, "get")?;
    let mut choice = form.action;
    choice
        .query_pairs_mut()
        .clear()
        .extend_pairs(&form.fields)
        .append_pair("as", subject);
    let (url, page) = self::page(agent, choice, stop_at)?;
    let form = Form::read(&url, &page, "post")?;
    let fields = form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str()));
    let answer = agent.post(form.action.as_str()).send_form(fields)?;
    let next = location(&answer, &form.action).context("consent leads nowhere")?;
    match walk(agent, next, stop_at)? {
        Arrived::Back(url) => Ok(url),
        Arrived::Page(url, _) => bail!("the provider stopped at {url}"),
    }
}

enum Arrived {
    /// At a page to read.
    Page(Url, String),
    /// About to leave for the worker.
    Back(Url),
}

fn page(agent: &Agent, start: Url, stop_at: &str) -> Result<(Url, String)> {
    match walk(agent, start, stop_at)? {
        Arrived::Page(url, text) => Ok((url, text)),
        Arrived::Back(url) => bail!("the provider sent back too early: {url}"),
    }
}

fn walk(agent: &Agent, start: Url, stop_at: &str) -> Result<Arrived> {
    let mut url = start;
    for _ in 0..10 {
        if url.as_str().starts_with(stop_at) {
            return Ok(Arrived::Back(url));
        }
        let mut answer = agent.get(url.as_str()).call()?;
        if !answer.status().is_redirection() {
            let text = expect(&mut answer, url.as_str())?;
            return Ok(Arrived::Page(url, text));
        }
        url = location(&answer, &url).context("a redirect to nowhere")?;
    }
    bail!("the provider redirects without end")
}

fn location(answer: &Response<Body>, base: &Url) -> Option<Url> {
    base.join(answer.headers().get(LOCATION)?.to_str().ok()?)
        .ok()
}

/// The address that the worker's page leads on to by itself.
fn onward(page: &str) -> Option<Url> {
    let refresh = page.split("<meta").find(|tag| tag.contains("http-equiv"))?;
    let content = attribute(refresh, "content")?;
    content.split_once("url=")?.1.parse().ok()
}

/// A form of the provider's page.
struct Form {
    action: Url,
    fields: Vec<(String, String)>,
}

impl Form {
    fn read(base: &Url, page: &str, method: &str) -> Result<Self> {
        let mut forms = page.split("<form").skip(1);
        let form = forms
            .find(|form| attribute(form, "method").is_some_and(|m| m.eq_ignore_ascii_case(method)))
            .and_then(|form| form.split("</form").next())
            .with_context(|| format!("no {method} form at {base}"))?;
        let inputs = form.split("<input").skip(1);
        Ok(Self {
            action: base.join(&attribute(form, "action").unwrap_or_default())?,
            fields: inputs
                .filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value")?)))
                .collect(),
        })
    }
}

/// An attribute of the tag that a text begins in.
fn attribute(text: &str, name: &str) -> Option<String> {
    let tag = text.split('>').next()?;
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split('"').next()?.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_says_where_it_goes() {
        let page = r#"<meta charset="utf-8"/><meta http-equiv="refresh" content="0; url=http://h/a?b=1&amp;c=2"/>"#;
        assert_eq!(onward(page).unwrap().as_str(), "http://h/a?b=1&c=2");
    }

    #[test]
    fn form_is_read_from_its_page() {
        let page = r#"<form method="get"></form><form method="post" action="/a?b=1&amp;c=2">
            <input type="hidden" name="prompt" value="consent"><button name="x">Go</button></form>"#;
        let form = Form::read(&Url::parse("http://h/x/").unwrap(), page, "post").unwrap();
        assert_eq!(form.action.as_str(), "http://h/a?b=1&c=2");
        assert_eq!(form.fields, [("prompt".into(), "consent".into())]);
    }
}
