//! Names that claim a profession of health. Nobody checks them, so a moderator
//! reads before others do.

use crate::name_words::{apart, humps_apart};
use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

/// Titles and professions in the languages of the interface: single words without
/// dots and quotation marks, with spaces between.
const ANYWHERE: &[&str] = &[
    // English
    "dr drs doc doctor prof professor physician surgeon consultant specialist",
    "registrar gp medic nurse midwife matron paramedic pharmacist chemist dentist therapist",
    "physiotherapist physio psychotherapist psychologist psychiatrist paediatrician",
    "pediatrician cardiologist oncologist neurologist dermatologist rheumatologist",
    "endocrinologist nephrologist urologist radiologist gynaecologist gynecologist",
    "haematologist hematologist immunologist gastroenterologist pathologist",
    "anaesthetist anesthesiologist dietitian dietician nutritionist clinician frcp",
    "mbbs obstetrician ophthalmologist optometrist orthodontist orthopaedist orthopedist",
    "osteopath podiatrist chiropractor geriatrician neonatologist pulmonologist lpn",
    // German
    "doktor doktorin professorin arzt ärztin aerztin hausarzt hausärztin facharzt",
    "fachärztin oberarzt oberärztin chefarzt chefärztin zahnarzt zahnärztin",
    "kinderarzt kinderärztin frauenarzt frauenärztin schwester krankenschwester",
    "krankenpfleger krankenpflegerin pfleger pflegerin pflegefachkraft pflegefachfrau",
    "pflegefachmann hebamme apotheker apothekerin chirurg chirurgin kardiologe",
    "kardiologin onkologe onkologin neurologe neurologin psychologe psychologin",
    "psychiater psychiaterin therapeut therapeutin physiotherapeut physiotherapeutin",
    "psychotherapeut psychotherapeutin kinderkrankenschwester oberschwester hautarzt",
    "hautärztin augenarzt augenärztin notarzt notärztin gynäkologe gynäkologin",
    "heilpraktiker heilpraktikerin sanitäter sanitäterin",
    // French
    "docteur docteure professeur professeure médecin infirmier infirmière chirurgien",
    "chirurgienne pharmacien pharmacienne dentiste cardiologue oncologue neurologue",
    "pédiatre psychologue psychiatre kiné kinésithérapeute généraliste gynécologue",
    "thérapeute psychothérapeute dermatologue radiologue ophtalmologue ostéopathe urgentiste",
    // Spanish
    "dra doctora profesor profesora médico médica enfermero enfermera cirujano",
    "cirujana farmacéutico farmacéutica matrona dentista pediatra cardiólogo",
    "cardióloga oncólogo oncóloga neurólogo neuróloga psicólogo psicóloga psiquiatra",
    "ginecólogo ginecóloga fisioterapeuta terapeuta psicoterapeuta dermatólogo dermatóloga",
    // Italian
    "dott dottor dottore dottssa dottoressa professore professoressa profssa medico",
    "infermiere infermiera chirurgo chirurga farmacista ostetrica cardiologo",
    "cardiologa oncologo oncologa neurologo neurologa psicologo psicologa psichiatra",
    "ginecologo ginecologa fisioterapista psicoterapista dermatologo dermatologa",
    // Dutch
    "dokter arts huisarts tandarts kinderarts hoogleraar verpleegkundige verpleger",
    "verpleegster verloskundige vroedvrouw cardioloog oncoloog neuroloog psycholoog",
    "fysiotherapeut",
    // Portuguese
    "doutor doutora professora enfermeiro enfermeira cirurgião cirurgiã farmacêutico",
    "farmacêutica parteira cardiologista oncologista neurologista psiquiatra",
    "ginecologista fisioterapeuta",
    // Swedish
    "läkare överläkare specialistläkare barnläkare tandläkare sjuksköterska",
    "distriktssköterska undersköterska syster barnmorska apotekare kirurg psykolog",
    "psykiater kardiolog onkolog neurolog sjukgymnast fysioterapeut",
    // Hebrew
    "דר דוקטור פרופ פרופסור רופא רופאה אחות רוקח רוקחת מיילדת פסיכולוג פסיכולוגית",
    "פסיכיאטר פסיכיאטרית קרדיולוג קרדיולוגית מנתח מנתחת",
    // Arabic
    "دكتور دكتورة الدكتور الدكتورة طبيب طبيبة الطبيب الطبيبة ممرض ممرضة الممرض",
    "الممرضة بروفيسور البروفيسور صيدلي صيدلانية الصيدلي جراح الجراح قابلة استشاري",
    "استشارية أخصائي أخصائية",
];
/// Titles that claim a profession only at the beginning of a name.
const FIRST: &[&str] = &["د", "أد", "pr", "sister", "zuster"];
/// Titles that claim one only at its end: `Md` begins many a name in Bengal.
const LAST: &[&str] = &["md", "rn", "np", "phd", "mrcgp", "mrcp", "frcs"];
/// Signs of the profession.
const SIGNS: &[char] = &['\u{2695}', '\u{1FA7A}'];

struct Table {
    plain: HashSet<String>,
    looks: HashSet<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let all = ANYWHERE.iter().flat_map(|words| words.split(' '));
    Table {
        plain: all.clone().map(plain).collect(),
        looks: all.map(|word| looks(&plain(word))).collect(),
    }
});

/// Tells whether a name claims a profession.
pub fn is_claimed(name: &str) -> bool {
    if name.contains(SIGNS) {
        return true;
    }
    // `R.N.` is one word, `Dr.Ben` are two: a dot is taken either way, and so is a
    // capital inside a word (`DrBen`). A digit ends a title (`Nurse2`), but begins
    // nothing after one: `Pr0xy`.
    let dotless: String = name
        .chars()
        .filter(|&c| !is_inside(c) && c != '.')
        .collect();
    let dotted: String = name.chars().filter(|&c| !is_inside(c)).collect();
    claims(&dotless)
        || claims(&dotted)
        || claims(&humps_apart(&dotted))
        || words(&apart(&dotted)).iter().any(|word| is_one(word))
}

/// Tells whether a sign stands inside a word, as in the Hebrew for "Dr".
fn is_inside(c: char) -> bool {
    matches!(
        c,
        '\'' | '"' | '’' | '‘' | '״' | '׳' | '”' | '“' | '`' | '´'
    )
}

fn claims(name: &str) -> bool {
    let words = words(name);
    let at = |word: Option<&String>, table: &[&str]| {
        words.len() > 1 && word.is_some_and(|word| table.iter().any(|title| plain(title) == *word))
    };
    at(words.first(), FIRST) || at(words.last(), LAST) || words.iter().any(|word| is_one(word))
}

fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty())
        .map(plain)
        .collect()
}

/// Tells whether a word is a title or a profession, or looks like one. A short
/// Latin word is taken letter by letter: an `m` looks like `rn`.
fn is_one(word: &str) -> bool {
    let odd = !word.is_ascii() || word.len() > 3;
    TABLE.plain.contains(word) || odd && TABLE.looks.contains(&looks(word))
}

/// A word in small letters without accents.
fn plain(word: &str) -> String {
    let small = word.to_lowercase();
    small.nfkd().filter(|&c| !is_mark(c)).collect()
}

fn looks(word: &str) -> String {
    let seen: String = skeleton(word).collect();
    seen.to_lowercase()
        .chars()
        .filter(|&c| !is_mark(c))
        .collect()
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_every_language_are_seen() {
        for name in [
            "Dr Ben Cardiologist",
            "Dr. Mia",
            "Dr.Ben",
            "DR BEN",
            "Ben, MD",
            "Anna RN",
            "Anna R.N.",
            "Nurse Joy",
            "Prof. Ana",
            "Doctor Ana",
            "GP in Leeds",
            "Consultant Rheumatologist",
            "Dra. Ana",
            "Schwester Anna",
            "Krankenpfleger Tom",
            "Hausärztin Anna",
            "Infirmière Léa",
            "INFIRMIERE Léa",
            "Enfermera Luz",
            "Sjuksköterska Eva",
            "Läkare Eva",
            "Dokter Jan",
            "Arts Jan",
            "ד״ר כהן",
            "ד\"ר כהן",
            "ד'ר כהן",
            "פרופ׳ לוי",
            "د. سامي",
            "دكتور سامي",
            "الدكتورة ليلى",
            "Dott. Rossi",
            "Dott.ssa Rossi",
            "Medico Rossi",
            "Enfermeira Rita",
            "D\u{433} Ben",
            "D0ctor Ben",
            "Dосtor Ben",
            "DrBen",
            "DRBen",
            "BenMD",
            "AnnaRN",
            "PrBen",
            "NurseJoy",
            "Nurse2",
            "ProfAna Heart",
            "SchwesterAnna",
            "Sister Anna",
            "SisterAnna",
            "Zuster Els",
            "Oberschwester Hilde",
            "Ben 🩺",
            "Ben ⚕",
        ] {
            assert!(is_claimed(name), "{name:?}");
        }
    }

    #[test]
    fn other_names_are_not() {
        for name in [
            "Mia",
            "Ana Maria",
            "Anna M",
            "Md Rahman",
            "Andre",
            "Drew",
            "Quiet Heron 4821",
            "Arthur",
            "Nursel",
            "Docherty",
            "Proffitt",
            "José Pérez",
            "سامي",
            "דרור כהן",
            "د",
            "Nguyễn Văn An",
            "Sunny Rowan 17",
            "Do",
            "River Moss",
            "Pr0xy",
            "MDRahman",
            "McArthur",
            "DeShawn",
            "LaToya",
            "JoAnn",
            "Tom's sister",
            "Sister",
        ] {
            assert!(!is_claimed(name), "{name:?}");
        }
    }
}
