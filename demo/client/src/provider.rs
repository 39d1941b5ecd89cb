//! Walking through the provider's pages as a person would, and asking the
//! provider to misbehave.

use crate::http::Response;
use reqwest::Client;
use serde_json::json;
use url::Url;

/// Chooses `persona` and consents; answers with the address the provider sends
/// the browser back to, not yet opened.
pub async fn consents(client: &Client, authorize: Url, persona: &str, stop_at: &str) -> Url {
    let choice = walk(client, authorize, stop_at)
        .await
        .unwrap_or_else(|back| panic!("{back} before any choice"));
    let form = Form::in_page(&choice, "get");
    let mut url = form.action.clone();
    url.query_pairs_mut()
        .clear()
        .extend_pairs(&form.hidden)
        .append_pair("as", persona);
    let consent = walk(client, url, stop_at)
        .await
        .unwrap_or_else(|back| panic!("{back} before consent"));
    let form = Form::in_page(&consent, "post");
    let response = Response::to(client.post(form.action).form(&form.hidden)).await;
    arrive(client, response.location(), stop_at).await
}

/// Presses Cancel on the provider's first page.
pub async fn cancels(client: &Client, authorize: Url, stop_at: &str) -> Url {
    let choice = walk(client, authorize, stop_at)
        .await
        .unwrap_or_else(|back| panic!("{back} before any choice"));
    let text = choice.text();
    let (_, rest) = text
        .split_once("class=\"cancel\"><a href=\"")
        .expect("a Cancel link");
    let target = unescape(rest.split('"').next().unwrap_or_default());
    arrive(
        client,
        choice.url.join(&target).expect("an address"),
        stop_at,
    )
    .await
}

/// Follows redirects until a page (`Ok`) or until they leave for `stop_at`
/// (`Err`, the address).
async fn walk(client: &Client, start: Url, stop_at: &str) -> Result<Response, Url> {
    let mut url = start;
    for _ in 0..10 {
        if url.as_str().starts_with(stop_at) {
            return Err(url);
        }
        let response = Response::to(client.get(url)).await;
        if !response.status.is_redirection() {
            return Ok(response.expect(200));
        }
        url = response.location();
    }
    panic!("more than ten redirects, last to {url}");
}

async fn arrive(client: &Client, url: Url, stop_at: &str) -> Url {
    match walk(client, url, stop_at).await {
        Err(back) => back,
        Ok(page) => panic!(
            "not sent back to {stop_at} but shown {}: {}",
            page.url,
            page.text()
        ),
    }
}

/// A form of a page: where it goes and what it carries along.
pub struct Form {
    /// Its address.
    pub action: Url,
    /// Names and values of the inputs that have a value.
    pub hidden: Vec<(String, String)>,
}

impl Form {
    /// The first form of `page` with this method.
    pub fn in_page(page: &Response, method: &str) -> Self {
        let text = page.text();
        let forms = text.split("<form").skip(1);
        let form = forms
            .filter_map(|part| part.split("</form").next())
            .find(|form| {
                attribute(form, "method")
                    .unwrap_or("get".into())
                    .eq_ignore_ascii_case(method)
            })
            .unwrap_or_else(|| panic!("no {method} form in {}: {text}", page.url));
        let action = attribute(form, "action").unwrap_or_default();
        let inputs = form
            .split("<input")
            .skip(1)
            .filter_map(|input| input.split('>').next());
        let hidden = inputs
            .filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value")?)))
            .collect();
        Self {
            action: page.url.join(&action).expect("a form's address"),
            hidden,
        }
    }

    /// Sets a field.
    pub fn set(&mut self, name: &str, value: &str) {
        self.hidden.retain(|(n, _)| n != name);
        self.hidden.push((name.to_owned(), value.to_owned()));
    }
}

/// An attribute's value in a tag's text.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next().map(unescape)
}

fn unescape(text: &str) -> String {
    let plain = text
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'");
    plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// Makes the provider at `issuer` wrong in one way from now on.
pub async fn misbehave(client: &Client, issuer: &str, kind: &str) {
    let request = client
        .post(format!("{issuer}/misbehave"))
        .json(&json!({ "kind": kind }));
    Response::to(request).await.expect(200);
}

/// Lets the provider behave again.
pub async fn behave(client: &Client, issuer: &str) {
    let response = Response::to(client.delete(format!("{issuer}/misbehave"))).await;
    assert!(response.status.is_success(), "{}", response.text());
}
