use super::*;
use serde_json::json;

fn with(told: Value) -> Result<Limits, DeploymentError> {
    Limits::with(told.as_object().expect("an object"))
}

#[test]
fn a_deployment_changes_what_it_names_and_nothing_else() {
    let limits = with(json!({
        "comments": { "account": { "burst": 2, "per_day": 3 } },
        "waiting": 7,
    }));
    let limits = limits.expect("good limits");
    assert_eq!(limits.of(Limit::Comments).account, Some(Rate::day(2, 3)));
    let usual = Limits::default();
    assert_eq!(
        limits.of(Limit::Comments).network,
        usual.of(Limit::Comments).network
    );
    assert_eq!(limits.of(Limit::Votes), usual.of(Limit::Votes));
    assert_eq!(
        (limits.waiting, limits.open_sign_ins),
        (7, usual.open_sign_ins)
    );
}

#[test]
fn a_wrong_limit_is_named() {
    let unknown = |name: &str| Err(DeploymentError::LimitUnknown(name.into()));
    let wrong = |name: &str| Err(DeploymentError::Limit(name.into()));
    let wrong_rate = |path: &str| Err(DeploymentError::LimitRate(path.into()));
    for (told, expected) in [
        (json!({ "coments": {} }), unknown("coments")),
        (json!({ "": {} }), unknown("")),
        (
            json!({ "signed_in": { "network": { "burst": 1, "per_hour": 1 } } }),
            unknown("signed_in.network"),
        ),
        (json!({ "comments": 5 }), wrong("comments")),
        (
            json!({ "comments": { "person": {} } }),
            wrong_rate("comments.person"),
        ),
        (
            json!({ "comments": { "account": {} } }),
            wrong_rate("comments.account"),
        ),
        (
            json!({ "comments": { "account": { "burst": 0, "per_hour": 5 } } }),
            wrong_rate("comments.account"),
        ),
        (
            json!({ "comments": { "account": { "burst": 1, "per_hour": 5, "per_day": 9 } } }),
            wrong_rate("comments.account"),
        ),
        (
            json!({ "comments": { "account": { "burst": 1, "per_week": 5 } } }),
            wrong_rate("comments.account"),
        ),
        (
            json!({ "comments": { "account": { "burst": 1, "per_hour": 1_000_001 } } }),
            wrong_rate("comments.account"),
        ),
        (json!({ "waiting": 0 }), wrong("waiting")),
        (json!({ "open_sign_ins": "many" }), wrong("open_sign_ins")),
    ] {
        assert_eq!(with(told.clone()), expected, "{told}");
    }
}

#[test]
fn every_limit_but_none_has_a_rate_and_a_name_of_its_own() {
    let mut names: Vec<_> = Limit::ALL.iter().map(|limit| limit.as_str()).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
    for limit in Limit::ALL.iter().filter(|limit| **limit != Limit::Free) {
        let rates = Limits::default().of(*limit);
        assert!(
            rates.account.is_some() || rates.network.is_some(),
            "{limit:?}"
        );
        // An isolate does not know a session's person.
        assert!(
            limit.held() == Held::Site || rates.account.is_none(),
            "{limit:?}"
        );
    }
}

#[test]
fn the_wait_is_told_in_whole_seconds() {
    for (wait, seconds) in [(1, 1), (1_000, 1), (1_001, 2), (3_600_000, 3_600)] {
        assert_eq!(too_soon(wait).limit, Some(seconds), "{wait}");
    }
}
