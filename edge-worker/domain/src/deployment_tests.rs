use super::*;
use serde_json::{Value, json};
use strum::VariantArray;

fn good() -> Value {
    json!({
        "public_url": "https://comments.example.org",
        "providers": [
            {"id": "clinic", "label": "Clinic ID", "kind": "oidc", "issuer": "https://id.example.org", "client_id": "b"},
            {"id": "github", "label": "GitHub", "kind": "github", "client_id": "g"}
        ],
        "sites": {"rare": {
            "origins": ["https://www.example.org"],
            "staff": [{"provider": "clinic", "subject": "mia", "role": "moderator"}]
        }}
    })
}

fn with(pointer: &str, value: Value) -> Result<Deployment, DeploymentError> {
    let mut document = good();
    if let Some(tree_path) = document.pointer_mut(pointer) {
        *tree_path = value;
    }
    Deployment::parse(&document.to_string())
}

#[test]
fn a_good_document_is_read_with_its_defaults() -> Result<(), DeploymentError> {
    let deployment = Deployment::parse(&good().to_string())?;
    let site = &deployment.sites["rare"];
    assert_eq!(site.lang, "en");
    assert_eq!(site.moderation, ModerationMode::ApproveFirst);
    assert_eq!(site.votes, Votes::Up);
    assert_eq!(deployment.providers_of(site).count(), 2);
    assert_eq!(
        deployment.staff_role(site, "https://id.example.org", "mia"),
        Some(Role::Moderator)
    );
    assert_eq!(
        deployment.staff_role(site, "https://elsewhere.example", "mia"),
        None
    );
    Ok(())
}

#[test]
fn each_bad_value_has_its_own_error() {
    use DeploymentError as E;
    assert_eq!(
        with("/public_url", json!("https://comments.example.org/path")).err(),
        Some(E::PublicUrl("https://comments.example.org/path".into()))
    );
    assert_eq!(
        with("/sites", json!({"Bad Id": {"origins": []}})).err(),
        Some(E::SiteId("Bad Id".into()))
    );
    assert_eq!(
        with("/sites/rare/origins", json!([])).err(),
        Some(E::NoOrigins("rare".into()))
    );
    assert_eq!(
        with("/sites/rare/origins/0", json!("www.example.org")).err(),
        Some(E::Origin("rare".into(), "www.example.org".into()))
    );
    assert_eq!(
        with("/providers/1/id", json!("clinic")).err(),
        Some(E::ProviderTwice("clinic".into()))
    );
    assert_eq!(
        with("/providers/1/id", json!("Git Hub")).err(),
        Some(E::ProviderId("Git Hub".into()))
    );
    assert_eq!(
        with("/providers/0/issuer", json!("ftp://id")).err(),
        Some(E::ProviderUrl("clinic".into(), "ftp://id".into()))
    );
    assert_eq!(
        with("/sites/rare/staff/0/provider", json!("gone")).err(),
        Some(E::ProviderMissing("rare".into(), "gone".into()))
    );
    assert!(matches!(
        with(
            "/sites/rare",
            json!({"origins": ["https://a.example"], "typo": 1})
        ),
        Err(E::Json(_))
    ));
    assert!(matches!(Deployment::parse("{"), Err(E::Json(_))));
    assert!(matches!(
        with("/sites/rare/staff/0/role", json!("boss")),
        Err(E::Json(_))
    ));
    for (key, value) in [
        ("moderation", "whenever"),
        ("sort", "loudest"),
        ("votes", "sideways"),
    ] {
        let site = json!({"origins": ["https://a.example"], key: value});
        assert!(
            matches!(with("/sites/rare", site), Err(E::Json(_))),
            "{key}"
        );
    }
}

#[test]
fn every_order_and_every_kind_of_votes_can_be_named() -> Result<(), DeploymentError> {
    let all_votes = [Votes::Off, Votes::Up, Votes::UpDown];
    for (sort, votes) in Sort::VARIANTS
        .iter()
        .flat_map(|s| all_votes.map(|v| (*s, v)))
    {
        let site = json!({
            "origins": ["https://a.example"], "sort": sort.as_ref(), "votes": votes.as_ref()
        });
        let deployment = with("/sites/rare", site)?;
        let site = &deployment.sites["rare"];
        assert_eq!((site.sort, site.votes), (sort, votes));
    }
    Ok(())
}

#[test]
fn addresses_are_https_unless_they_stay_on_this_machine() {
    use DeploymentError as E;
    for own in [
        "http://localhost:8787",
        "http://a.localhost",
        "http://127.0.0.2",
        "http://[::1]:8787",
    ] {
        assert!(with("/public_url", json!(own)).is_ok(), "{own}");
        assert!(with("/providers/0/issuer", json!(own)).is_ok(), "{own}");
    }
    for open in [
        "http://comments.example.org",
        "http://10.0.0.1",
        "http://localhost.example.org",
    ] {
        let public = with("/public_url", json!(open)).err();
        assert_eq!(public, Some(E::PublicUrlInsecure(open.into())));
        let provider = with("/providers/0/issuer", json!(open)).err();
        assert_eq!(
            provider,
            Some(E::ProviderUrlInsecure("clinic".into(), open.into()))
        );
    }
    for key in ["authorize_url", "token_url", "user_url"] {
        let open = "http://github.example.org/x";
        let provider =
            json!({"id": "github", "label": "G", "kind": "github", "client_id": "g", key: open});
        let refused = with("/providers/1", provider).err();
        assert_eq!(
            refused,
            Some(E::ProviderUrlInsecure("github".into(), open.into())),
            "{key}"
        );
    }
}
