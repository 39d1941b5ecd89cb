//! Words that names are held against, in the languages of the interface.

/// Words for a role beyond those that Bedside shows: people take them for one,
/// whatever the site calls its own.
pub(crate) const ROLES: &[&str] = &[
    "Admin",
    "Administrator",
    "Mod",
    "Mods",
    "Moderator",
    "Official",
    "Owner",
    "Staff",
    "Support",
    "Verified",
    "Webmaster",
    // German
    "Moderatorin",
    "Administratorin",
    // Spanish and Portuguese
    "Moderador",
    "Moderadora",
    "Administrador",
    "Administradora",
    // French
    "Modérateur",
    "Modératrice",
    "Administrateur",
    "Administratrice",
    // Italian
    "Moderatore",
    "Moderatrice",
    "Amministratore",
    "Amministratrice",
    // Dutch and Swedish
    "Beheerder",
    "Administratör",
    // Hebrew
    "מנהל האתר",
    "מנהלת האתר",
    // Arabic
    "مشرف",
    "مشرفة",
    "المشرف",
    "المشرفة",
];

/// Words that call a name the right one. Beside a name of staff they tell nobody
/// apart.
pub(crate) const QUALIFIERS: &[&str] = &[
    // English
    "the real true official original genuine authentic actual verified",
    // German
    "echt echte echter echtes wahre wahrer offiziell offizielle offizieller",
    // French
    "vrai vraie véritable officiel officielle authentique",
    // Spanish and Portuguese
    "oficial auténtico auténtica autêntico autêntica verdadero verdadera verdadeiro verdadeira",
    // Italian
    "ufficiale autentico autentica originale",
    // Dutch
    "officieel officiële originele",
    // Swedish
    "riktiga riktige äkta officiell officiella",
    // Hebrew
    "האמיתי האמיתית הרשמי הרשמית המקורי המקורית",
    // Arabic
    "الحقيقي الحقيقية الرسمي الرسمية الأصلي الأصلية",
];

/// Words that stand before those. Two of them before a name of staff say no more
/// than the name (`I am`, `la vera`); one alone may be part of another name (`Le
/// Mia`).
pub(crate) const PARTICLES: &[&str] = &[
    "i am this is it s m der die das ich bin le la c est je suis el soy il vera vero sono",
    "de het ik ben eu sou den det jag är",
];

/// Names that read as if an account or a comment were gone, beyond the texts that
/// Bedside shows in its place.
pub(crate) const DELETED: &[&str] = &[
    "Deleted user",
    "Deleted account",
    "Removed",
    "Removed user",
    // German
    "Entfernt",
    "Gelöschter Nutzer",
    "Gelöschter Benutzer",
    "Gelöschtes Konto",
    // French
    "Retiré",
    "Utilisateur supprimé",
    "Compte supprimé",
    // Spanish
    "Retirado",
    "Borrado",
    "Usuario eliminado",
    "Cuenta eliminada",
    // Italian
    "Rimosso",
    "Utente eliminato",
    "Utente rimosso",
    // Dutch
    "Weggehaald",
    "Verwijderde gebruiker",
    // Portuguese
    "Removido",
    "Utilizador eliminado",
    "Usuário removido",
    "Usuário excluído",
    // Swedish
    "Borttagen",
    "Raderad användare",
    "Borttagen användare",
    // Hebrew
    "הוסרה",
    "נמחק",
    "משתמש שנמחק",
    // Arabic
    "محذوف",
    "مستخدم محذوف",
    "حساب محذوف",
];
