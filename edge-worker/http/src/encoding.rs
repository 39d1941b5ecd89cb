//! The choice of a content encoding (RFC 9110, 12.5.3).

/// An encoding that both sides know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `br`.
    Brotli,
    /// `gzip`.
    Gzip,
    /// The bytes as they are.
    Identity,
}

impl Encoding {
    /// The one that an `Accept-Encoding` header likes best, of two that it likes
    /// the same the smaller. Where it allows none, the plain bytes, which
    /// everybody can read.
    pub fn choose(accept: &str) -> Self {
        let liked = [
            (Encoding::Brotli, liking(accept, "br")),
            (Encoding::Gzip, liking(accept, "gzip")),
            // It need not be named; whoever names others likes those better.
            (
                Encoding::Identity,
                Some(liking(accept, "identity").unwrap_or(0)),
            ),
        ];
        let mut best = (Encoding::Identity, 0);
        for (encoding, weight) in liked {
            if let Some(weight) = weight.filter(|weight| *weight > best.1) {
                best = (encoding, weight);
            }
        }
        best.0
    }

    /// Its `Content-Encoding`; nothing for plain bytes.
    pub fn token(self) -> Option<&'static str> {
        match self {
            Encoding::Brotli => Some("br"),
            Encoding::Gzip => Some("gzip"),
            Encoding::Identity => None,
        }
    }
}

/// The weight that an `Accept-Encoding` header gives an encoding, in
/// thousandths; nothing where it speaks of no such one.
fn liking(accept: &str, name: &str) -> Option<u16> {
    let mut all = None;
    for part in accept.split(',') {
        let mut parts = part.split(';').map(str::trim);
        let encoding = parts.next().unwrap_or_default();
        let weight = parts.find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim_end()
                .eq_ignore_ascii_case("q")
                .then(|| weight(value.trim_start()))
        });
        let weight = weight.unwrap_or(1_000);
        let same = |name| encoding.eq_ignore_ascii_case(name);
        if same(name) || (name == "gzip" && same("x-gzip")) {
            return Some(weight);
        }
        if encoding == "*" {
            all = Some(weight);
        }
    }
    all
}

/// A weight in thousandths (RFC 9110, 12.4.2); one that cannot be read asks for
/// nothing.
fn weight(text: &str) -> u16 {
    let weight: f32 = text.parse().unwrap_or(0.0);
    // A conversion from a float stays within the type's bounds.
    (weight.clamp(0.0, 1.0) * 1_000.0) as u16
}

#[cfg(test)]
mod tests {
    use super::Encoding::{self, Brotli, Gzip, Identity};

    #[test]
    fn the_best_liked_encoding_is_chosen_and_of_equals_the_smaller() {
        for (accept, chosen) in [
            ("", Identity),
            ("gzip, deflate, br, zstd", Brotli),
            ("gzip", Gzip),
            ("GZIP", Gzip),
            ("x-gzip", Gzip),
            ("br;q=0.5, gzip", Gzip),
            ("br ; Q = 0.5 , gzip;q=0.4", Brotli),
            ("identity, br;q=0.5", Identity),
            ("identity, br", Brotli),
            ("*", Brotli),
            ("br;q=0, *", Gzip),
            ("br;q=0, *;q=0.1", Gzip),
            ("*;q=0", Identity),
            ("identity;q=0", Identity),
            ("br;q=never", Identity),
            ("br;q=-1, gzip;q=2", Gzip),
            ("deflate", Identity),
        ] {
            assert_eq!(Encoding::choose(accept), chosen, "{accept:?}");
        }
    }
}
