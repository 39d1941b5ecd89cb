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
        held("Quiet Heron 4821", "olu"),
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
    let placeholders = ["Removed by a moderator", "Deleted", "Gelöscht", "تم الحذف"];
    ReservedNames::new(staff, badges, placeholders, "Quiet Clinic")
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
fn a_name_of_staff_is_theirs_beside_what_tells_nobody_apart() {
    for name in [
        "Mia2",
        "Mia 1",
        "1 Mia",
        "Mia 2 3",
        "2Mia2024",
        "Mia_2",
        "MIA2",
        "M1a 2",
        "Міа 2",
        "Real Mia",
        "RealMia",
        "The Mia",
        "The Real Mia",
        "the_real_mia",
        "TheRealMia2",
        "Mia (the real)",
        "Mia (staff)",
        "Mia official",
        "MiaOfficial",
        "I am Mia",
        "I'm the real Mia",
        "It's Mia",
        "Die echte Mia",
        "Mia offiziell",
        "La vera Mia",
        "Mia oficial",
        "La vraie Mia",
        "Mia האמיתית",
        "Mia الحقيقية",
        "The real Olu Ade",
        "OluAde1",
        "Adaeze Umeh 2",
        "Quiet Heron 4821 2",
    ] {
        assert!(refused(name, "ana", Role::Member), "{name}");
    }
    for name in [
        "Mia Larsson",
        "Mia L",
        "Mia L 2",
        "Mia Le",
        "Le Mia",
        "La Mia",
        "Mias 2",
        "Miami 2",
        "Ana 2",
        "Real Ana",
        "Olu 2",
        "The Olu",
        "Quiet Heron 12",
        "Quiet Heron",
        "Real",
        "2",
    ] {
        assert!(!refused(name, "ana", Role::Member), "{name}");
    }
    assert!(!refused("Mia 2", "mia", Role::Member), "her own");
    assert!(!refused("Mia 2", "eve", Role::Moderator), "beside a badge");
}

#[test]
fn nobody_is_called_like_what_stands_for_a_comment_that_is_gone() {
    for name in [
        "Deleted",
        "deleted",
        "[deleted]",
        "DELETED USER",
        "Dеleted",
        "Removed",
        "Removed by a moderator",
        "Gelöscht",
        "Gelöschter Nutzer",
        "Utilisateur supprimé",
        "تم الحذف",
        "משתמש שנמחק",
    ] {
        assert!(refused(name, "ana", Role::Member), "{name}");
    }
    for name in ["Deleted Scenes", "Undeleted", "Delia", "Remo"] {
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
