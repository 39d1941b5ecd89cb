//! Everything that can go wrong, and the only module that makes error responses.

use crate::config::ConfigError;
use crate::log;
use crate::platform;
use bedside_domain::text_override::TextFlaw;
use bedside_domain::{DomainError, ErrorCode};
use bedside_http::problem;
use bedside_i18n::Texts;
use bedside_i18n::override_error;
use bedside_wire::{CommentView, Problem};
use worker::{Response, ResponseBuilder};

/// An error that ends a request early.
#[derive(Debug)]
pub enum HttpError {
    /// An error of a rule; the client is told.
    Refused(Problem),
    /// An internal error; the cause goes to the log, the client is told nothing of
    /// it.
    Internal(String),
}

/// The result of most functions here.
pub type Result<T, E = HttpError> = std::result::Result<T, E>;

impl HttpError {
    /// The code that the client gets.
    pub fn code(&self) -> ErrorCode {
        let code = match self {
            HttpError::Refused(problem) => problem.code.try_into().ok(),
            HttpError::Internal(_) => None,
        };
        code.unwrap_or(ErrorCode::Internal)
    }

    /// The same error with the comment as it is now, for a conflict about it.
    #[must_use]
    pub fn with_comment(self, comment: CommentView) -> Self {
        match self {
            HttpError::Refused(problem) => HttpError::Refused(Problem {
                comment: Some(Box::new(comment)),
                ..problem
            }),
            internal => internal,
        }
    }

    /// The cause, for the log.
    pub fn cause(&self) -> Option<&str> {
        match self {
            HttpError::Refused(_) => None,
            HttpError::Internal(cause) => Some(cause),
        }
    }

    /// The problem for the client, without a text yet.
    pub fn into_problem(self) -> Problem {
        match self {
            HttpError::Refused(problem) => problem,
            HttpError::Internal(_) => problem::of(ErrorCode::Internal.into(), platform::now()),
        }
    }
}

impl From<DomainError> for HttpError {
    fn from(error: DomainError) -> Self {
        problem::of(error, platform::now()).into()
    }
}

impl From<ErrorCode> for HttpError {
    fn from(code: ErrorCode) -> Self {
        DomainError::from(code).into()
    }
}

impl From<Problem> for HttpError {
    fn from(problem: Problem) -> Self {
        HttpError::Refused(problem)
    }
}

impl From<worker::Error> for HttpError {
    fn from(error: worker::Error) -> Self {
        HttpError::Internal(error.to_string())
    }
}

impl From<serde_json::Error> for HttpError {
    fn from(error: serde_json::Error) -> Self {
        HttpError::Internal(error.to_string())
    }
}

impl From<ConfigError> for HttpError {
    fn from(error: ConfigError) -> Self {
        log::error("configuration", &error.to_string());
        ErrorCode::Misconfigured.into()
    }
}

/// A text of the owner's that cannot replace Bedside's: which one, and why.
pub fn unfit(key: &str, flaw: &TextFlaw, texts: &Texts) -> HttpError {
    let title = override_error(texts, flaw).to_string();
    problem::of_text(key, flaw, title, platform::now()).into()
}

/// The problem with its sentence in the reader's language, where it has none
/// yet that says more.
pub fn worded(error: HttpError, texts: &Texts) -> Problem {
    let mut problem = error.into_problem();
    if problem.title.is_empty() {
        problem.title = texts
            .problem(&problem.code, problem.field.as_deref(), problem.limit)
            .to_string();
    }
    problem
}

/// The media type of problems (RFC 9457).
pub const PROBLEM_TYPE: &str = "application/problem+json";

/// The response for a program (RFC 9457). Any page may read it: it says nothing
/// that is secret, and a site owner needs to see why an origin was refused.
///
/// # Errors
/// When the platform cannot build a response at all.
pub fn response(problem: &Problem) -> worker::Result<Response> {
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let mut builder = ResponseBuilder::new()
        .with_status(problem.status)
        .with_header("content-type", PROBLEM_TYPE)?
        .with_header("cache-control", "no-store")?;
    if problem.status == 401 {
        builder = builder.with_header("www-authenticate", r#"DPoP algs="ES256""#)?;
    }
    Ok(with_retry_after(builder, problem)?.fixed(body))
}

/// Says when what came too soon may be tried again (RFC 9110, 10.2.3).
///
/// # Errors
/// When the platform refuses the header.
pub fn with_retry_after(
    builder: ResponseBuilder,
    problem: &Problem,
) -> worker::Result<ResponseBuilder> {
    match problem::retry_after(problem) {
        Some(seconds) => builder.with_header("retry-after", &seconds.to_string()),
        None => Ok(builder),
    }
}
