//! A person's steps in Bedside's windows.

use super::engine::Engine;
use super::find::PERCEIVED;
use super::node::Node;
use super::tab::Tab;
use super::visitor::Visitor;
use crate::wait;

/// A script to run first, with which the widget's modules wait for `wake()`.
pub const ASLEEP: &str = "{
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (source, imports) => {
        await new Promise((wake) => { window.wake = wake; });
        return instantiate.call(WebAssembly, source, imports);
    };
}";

impl Tab {
    /// Waits until the thread is on the page.
    pub async fn sees_the_thread(&self) {
        self.get("region", "Comments").await;
    }

    /// Chooses a persona on the provider's page and consents.
    pub async fn consents_as(&self, persona: &str) {
        self.button(persona).await.click().await;
        self.button("Continue").await.click().await;
    }

    /// A button, as soon as it can be pressed.
    pub async fn armed_button(&self, name: &str) -> Node {
        wait::until(format!("{name:?} can be pressed"), || async {
            self.window().gets_focus().await;
            let button = self.find("button", name).await?;
            (!button.is_disabled()).then_some(button)
        })
        .await
    }

    /// Writes a comment and posts it.
    pub async fn posts(&self, text: &str) {
        self.get("textbox", "Write a comment")
            .await
            .write(text)
            .await;
        self.button("Post").await.click().await;
    }

    /// Waits for a heading, also where scripts are off.
    pub async fn until_heading(&self, name: &str) {
        self.get("heading", name).await;
    }

    /// Waits for a text, also where scripts are off.
    pub async fn until_text(&self, text: &str) {
        wait::until(format!("{text:?} is shown"), || async {
            self.shows(text).await.then_some(())
        })
        .await;
    }

    /// The number of comments on the page.
    pub async fn count_comments(&self) -> usize {
        let count =
            format!("(() => {{ {PERCEIVED} return perceived(document, 'article').length; }})()");
        let count = self.tries_to_eval(&count).await;
        count
            .and_then(|c| c.as_u64())
            .unwrap_or(0)
            .try_into()
            .unwrap_or(0)
    }

    /// The texts of the comments that can be seen, in their order.
    pub async fn texts(&self) -> Vec<String> {
        self.eval(
            "[...document.querySelector('bedside-thread').shadowRoot.querySelectorAll('article [part~=text]')] \
             .filter((text) => text.checkVisibility()).map((text) => text.textContent)",
        )
        .await
    }
}

/// True when the button itself hears a press on a button of the thread.
const PROBE: &str = "(() => {
    const button = document.createElement('button');
    let heard = false;
    button.onclick = () => { heard = true; };
    document.querySelector('bedside-thread').shadowRoot.querySelector('#bedside').append(button);
    button.click();
    button.remove();
    return heard;
})()";

impl Visitor {
    /// Waits until the one thread on the page has come to life and listens.
    pub async fn comes_to_life(&self) {
        wait::until("the socket is open", || async {
            (self.page_log.open_sockets() == 1).then_some(())
        })
        .await;
    }

    /// Waits until a press may open a window. What is pressed before the widget
    /// lives is repeated then: Chromium lets that open a window, WebKit does not
    /// (the sign-in goes on in the same window), and Firefox for five seconds.
    pub async fn may_open_windows(&self) {
        if Engine::of_this_run() != Engine::Chromium {
            wait::until("a socket is open", || async {
                (self.page_log.open_sockets() > 0).then_some(())
            })
            .await;
            // The widget lives then, but the loader may still hold presses back.
            wait::until("a press gets through", || async {
                self.eval::<bool>(PROBE).await.then_some(())
            })
            .await;
        }
    }

    /// Opens the sign-in's window.
    pub async fn opens_sign_in(&self) -> Tab {
        self.button("Sign in").await;
        self.may_open_windows().await;
        self.button("Sign in").await.click().await;
        self.popup().await
    }

    /// Signs in by the popup, as a person clicks it.
    pub async fn signs_in_as(&self, persona: &str) {
        let popup = self.opens_sign_in().await;
        popup.consents_as(persona).await;
        popup.until_gone().await;
        self.is_signed_in().await;
    }

    /// Waits until the page knows who is there.
    pub async fn is_signed_in(&self) {
        wait::until("Sign out is offered", || self.find("button", "Sign out")).await;
    }
}
