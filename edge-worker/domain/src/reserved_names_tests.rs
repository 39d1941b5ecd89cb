use super::*;

fn held(name: &str, account: &str) -> StaffName {
    StaffName {
        name: name.into(),
        account: account.into(),
    }
}

fn reserved() -> ReservedNames {
    let staff = vec![
        held("Mia", "mia"),
        held("Olu Ade", "olu"),
        held("Adaeze Umeh", ""),
    ];
    let badges = [
        "Moderator",
        "Site owner",
        "Moderation",
        "Website-Leitung",
        "فريق الإشراف",
        "צוות האתר",
        "Modération",
        "Sidans ägare",
    ];
    ReservedNames::new(staff, badges, "Quiet Clinic")
}

fn refused(name: &str, account: &str, role: Role) -> bool {
    reserved().check(name, account, role).is_err()
}

#[test]
fn nobody_is_called_like_staff() {
    for name in [
        "Mia",
        "mia",
        "MIA",
        "Mіa",
        "МІА",
        "✓ Mia",
        "Mía",
        "Mia!",
        "M.I.A.",
        "olu ade",
        "OluAde",
        "Adaeze Umeh",
    ] {
        assert!(refused(name, "ana", Role::Member), "{name}");
    }
    for name in ["Ana", "Miranda", "Mia Berg", "Olu", "Umeh Fan"] {
        assert!(!refused(name, "ana", Role::Member), "{name}");
    }
}

#[test]
fn nobody_says_that_they_speak_for_the_site() {
    for name in [
        "Moderator",
        "moderator",
        "Mоderator",
        "M0derator",
        "Moderator 1",
        "Mia · Moderator",
        "Ana Moderator",
        "Moderator Ana",
        "Ana (moderator)",
        "Ana-Moderator",
        "AnaModerator",
        "Site owner",
        "Ana, site owner",
        "Ana | Moderation",
        "Ana Modératrice",
        "Ana Modération",
        "Anna Website-Leitung",
        "فريق الإشراف",
        "سارة · فريق الإشراف",
        "צוות האתר",
        "Sidans Ägare",
        "Bedside",
        "Ana · Bedside",
        "Quiet Clinic",
        "quiet clinic",
        "Quiet Clinic Support",
        "Ana (Quiet Clinic)",
        "Admin",
    ] {
        assert!(refused(name, "ana", Role::Member), "{name}");
        assert!(!refused(name, "eve", Role::Moderator), "{name}");
    }
    for name in [
        "Ana",
        "Quiet Heron 12",
        "Clinic Fan",
        "Ana by the bedside table",
        "Moder",
        "Sara Olsen",
    ] {
        assert!(!refused(name, "ana", Role::Member), "{name}");
    }
}

#[test]
fn staff_keep_their_own_names_and_not_their_colleagues() {
    assert!(!refused("Mia", "mia", Role::Moderator));
    assert!(!refused("Mia", "mia", Role::Member), "without the role");
    assert!(refused("Mia", "olu", Role::Owner));
    assert!(!refused("Adaeze Umeh", "umeh", Role::Moderator));
}

#[test]
fn a_taken_name_gets_a_number() {
    let first = |name: &str| numbered(name).next().unwrap();
    assert_eq!(first("Anna"), "Anna 2");
    assert_eq!(first("Anna 7"), "Anna 2");
    assert_eq!(first("42"), "42 2");
    let long = "n".repeat(60);
    assert!(numbered(&long).all(|name| name.chars().count() <= 60));
}
