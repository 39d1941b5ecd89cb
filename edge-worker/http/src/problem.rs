//! Problems (RFC 9457), by which a client is told of an error.

use bedside_domain::limits::OWN_TEXT_CHARS;
use bedside_domain::text_override::TextFlaw;
use bedside_domain::{DomainError, ErrorCode, Millis};
use bedside_wire::{Problem, ProblemCode};

/// A domain error as it is sent at `now`; the text is added where the language is
/// known.
pub fn of(refusal: DomainError, now: Millis) -> Problem {
    let stale = refusal.code == ErrorCode::ProofStale;
    let code = ProblemCode::from(refusal.code);
    Problem {
        code,
        status: code.status(),
        title: String::new(),
        field: refusal.field.map(str::to_owned),
        limit: refusal.limit,
        server_time: stale.then_some((now / 1_000) as u64),
        comment: None,
        suggestion: refusal.suggestion,
    }
}

/// An owner's text that cannot replace Bedside's: which one, and why.
pub fn of_text(key: &str, flaw: &TextFlaw, title: String, now: Millis) -> Problem {
    let (code, limit) = match flaw {
        TextFlaw::Blank => (ErrorCode::FieldEmpty, None),
        TextFlaw::TooLong => (ErrorCode::FieldTooLong, Some(OWN_TEXT_CHARS as u64)),
        TextFlaw::Unknown | TextFlaw::Missing(_) | TextFlaw::Extra(_) => {
            (ErrorCode::FieldInvalid, None)
        }
    };
    Problem {
        title,
        field: Some(["texts.", key].concat()),
        limit,
        ..of(code.into(), now)
    }
}

/// The seconds after which what came too soon may be tried again (RFC 9110,
/// 10.2.3).
pub fn retry_after(problem: &Problem) -> Option<u64> {
    let limited = problem.code == ProblemCode::RateLimited;
    problem.limit.filter(|_| limited)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_keeps_its_field_limit_and_suggestion() {
        let refusal = DomainError {
            suggestion: Some("Mara 2".into()),
            ..DomainError::too_long("name", 50)
        };
        let problem = of(refusal, 0);
        assert_eq!(problem.code, ProblemCode::FieldTooLong);
        assert_eq!(problem.status, ProblemCode::FieldTooLong.status());
        assert_eq!(problem.field.as_deref(), Some("name"));
        assert_eq!(problem.limit, Some(50));
        assert_eq!(problem.suggestion.as_deref(), Some("Mara 2"));
        assert_eq!(problem.server_time, None);
    }

    #[test]
    fn only_a_stale_proof_is_told_the_time() {
        let at = |code: ErrorCode| of(code.into(), 1_700_000_000_999).server_time;
        assert_eq!(at(ErrorCode::ProofStale), Some(1_700_000_000));
        assert_eq!(at(ErrorCode::ProofReplayed), None);
    }

    #[test]
    fn only_a_rate_limit_says_when_to_try_again() {
        let limited = |code: ErrorCode| {
            let refusal = DomainError {
                limit: Some(7),
                ..code.into()
            };
            retry_after(&of(refusal, 0))
        };
        assert_eq!(limited(ErrorCode::RateLimited), Some(7));
        assert_eq!(limited(ErrorCode::BodyTooLarge), None);
    }

    #[test]
    fn an_owners_text_is_named_by_its_key() {
        let problem = of_text("post", &TextFlaw::TooLong, "Too long".into(), 0);
        assert_eq!(problem.code, ProblemCode::FieldTooLong);
        assert_eq!(problem.field.as_deref(), Some("texts.post"));
        assert_eq!(problem.limit, Some(OWN_TEXT_CHARS as u64));
        assert_eq!(problem.title, "Too long");
        let blank = of_text("post", &TextFlaw::Blank, String::new(), 0);
        assert_eq!(blank.code, ProblemCode::FieldEmpty);
        assert_eq!(blank.limit, None);
    }
}
