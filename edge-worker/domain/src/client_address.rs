//! The network that a request came from.
//!
//! Everything here is what a stranger may have made up, but for the peer that
//! the platform tells and the entries of a header that proxies of the
//! deployment's own appended.

use crate::Millis;
use crate::hashing::hmac;
use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};

/// Milliseconds of a day.
const DAY_MS: Millis = 24 * 60 * 60 * 1_000;
/// Characters of a network's name: 96 bits.
const NAME: usize = 16;
/// Proxies in a row, at most.
pub const HOPS_MOST: u8 = 10;

/// The header in which a deployment's own proxies tell the client's address.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientAddress {
    /// The header's name.
    pub header: String,
    /// Own proxies that add to it: the client is this many entries from the right.
    #[serde(default = "one")]
    pub trusted_hops: u8,
}

fn one() -> u8 {
    1
}

impl ClientAddress {
    /// True where the header has a valid name (RFC 9110, 5.1) and the hops are a
    /// number.
    pub fn is_valid(&self) -> bool {
        let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        (1..=64).contains(&self.header.len())
            && self.header.bytes().all(token)
            && (1..=HOPS_MOST).contains(&self.trusted_hops)
    }

    /// The client's address in the header's value.
    fn read(&self, value: &str) -> Option<IpAddr> {
        let entry = value
            .rsplit(',')
            .nth(usize::from(self.trusted_hops).checked_sub(1)?)?;
        parse(entry)
    }
}

/// The ways in which a request tells where it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The other end of the connection, as the platform tells it.
    pub peer: Option<String>,
    /// The value of the header that the deployment's setting names.
    pub forwarded: Option<String>,
    /// The value of `CF-Connecting-IP`, on Cloudflare's network alone.
    pub cloudflare: Option<String>,
}

impl Origin {
    /// The client's address: the setting's header before the peer. Nothing for a
    /// loopback peer, which is a proxy that says nothing, or a test.
    pub fn address(&self, setting: Option<&ClientAddress>) -> Option<IpAddr> {
        let forwarded = setting.zip(self.forwarded.as_deref());
        if let Some(address) = forwarded.and_then(|(setting, value)| setting.read(value)) {
            return Some(address);
        }
        if let Some(address) = self.cloudflare.as_deref().and_then(parse) {
            return Some(address);
        }
        let peer = self.peer.as_deref().and_then(parse)?;
        (!peer.is_loopback()).then_some(peer)
    }

    /// True where per-network limits are off, because a proxy does not tell the
    /// client's address.
    pub fn is_hidden(&self, setting: Option<&ClientAddress>) -> bool {
        self.address(setting).is_none()
    }
}

/// An address with or without a port, as proxies write it.
fn parse(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<IpAddr>().ok();
    let address = address.or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    // An IPv4 client of a socket that takes both looks like IPv6.
    address.map(|address| address.to_canonical())
}

/// The network of an address: an IPv4 /24, an IPv6 /48, which is what one
/// household or one office gets.
fn prefix(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}")
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}")
        }
    }
}

/// The name of an address's network on this day (UTC): another one tomorrow,
/// and without the secret it tells nothing of the address.
pub fn network_name(secret: &str, address: IpAddr, now: Millis) -> Option<String> {
    let day = now.div_euclid(DAY_MS);
    let mut name = hmac(secret, &format!("network {day} {}", prefix(address)))?;
    name.truncate(NAME);
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_792_000_000_000;

    fn behind(hops: u8) -> ClientAddress {
        ClientAddress {
            header: "X-Forwarded-For".into(),
            trusted_hops: hops,
        }
    }

    fn from(peer: &str, forwarded: &str, cloudflare: &str) -> Origin {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Origin {
            peer: some(peer),
            forwarded: some(forwarded),
            cloudflare: some(cloudflare),
        }
    }

    #[test]
    fn addresses_are_read_as_proxies_write_them() {
        for (text, address) in [
            ("192.0.2.7", Some("192.0.2.7")),
            (" 192.0.2.7:4711 ", Some("192.0.2.7")),
            ("2001:db8::1", Some("2001:db8::1")),
            ("[2001:db8::1]:443", Some("2001:db8::1")),
            ("[2001:db8::1]", Some("2001:db8::1")),
            ("::ffff:192.0.2.7", Some("192.0.2.7")),
            ("unknown", None),
            ("_hidden", None),
            ("", None),
            ("192.0.2.7.9", None),
            ("0x7f000001", None),
        ] {
            let expected = address.map(|a| a.parse::<IpAddr>().expect(a));
            assert_eq!(parse(text), expected, "{text}");
        }
    }

    #[test]
    fn a_header_is_read_from_the_right_and_only_where_a_setting_names_it() {
        let made_up = from("127.0.0.1:5000", "198.51.100.1, 192.0.2.7", "");
        let address =
            |origin: &Origin, hops| origin.address(Some(&behind(hops))).map(|a| a.to_string());
        assert_eq!(address(&made_up, 1).as_deref(), Some("192.0.2.7"));
        assert_eq!(address(&made_up, 2).as_deref(), Some("198.51.100.1"));
        // Fewer proxies than were told: the peer, and a loopback one is none.
        assert_eq!(address(&made_up, 3), None);
        assert_eq!(made_up.address(None), None);
        let direct = from("203.0.113.9:5000", "198.51.100.1", "");
        assert_eq!(
            direct.address(None).map(|a| a.to_string()).as_deref(),
            Some("203.0.113.9")
        );
    }

    #[test]
    fn a_loopback_peer_without_the_header_switches_the_limits_off() {
        assert!(from("127.0.0.1:5000", "", "").is_hidden(None));
        assert!(from("[::1]:5000", "", "").is_hidden(Some(&behind(1))));
        assert!(!from("127.0.0.1:5000", "192.0.2.7", "").is_hidden(Some(&behind(1))));
        assert!(!from("", "", "192.0.2.7").is_hidden(None));
        assert!(!from("10.0.0.2:5000", "", "").is_hidden(None));
    }

    #[test]
    fn neighbours_share_a_network_and_others_do_not() {
        let name = |address: &str| network_name("key", address.parse().expect(address), NOW);
        assert_eq!(name("192.0.2.7"), name("192.0.2.250"));
        assert_ne!(name("192.0.2.7"), name("192.0.3.7"));
        assert_eq!(name("2001:db8:1:2::1"), name("2001:db8:1:ffff::9"));
        assert_ne!(name("2001:db8:1::1"), name("2001:db8:2::1"));
    }

    #[test]
    fn a_networks_name_changes_with_the_day_and_with_the_secret() {
        let address = "192.0.2.7".parse().expect("an address");
        let name = |secret, now| network_name(secret, address, now).expect("a name");
        assert_eq!(name("key", 0), name("key", DAY_MS - 1));
        assert_ne!(name("key", 0), name("key", DAY_MS));
        assert_ne!(name("key", 0), name("other", 0));
        assert_eq!(name("key", NOW).len(), NAME);
    }

    #[test]
    fn a_setting_needs_a_headers_name_and_a_proxy() {
        let named = |header: &str, trusted_hops| ClientAddress {
            header: header.into(),
            trusted_hops,
        };
        assert!(named("X-Real-IP", 1).is_valid() && named("Forwarded-For", 10).is_valid());
        assert!(!named("", 1).is_valid() && !named("X Real", 1).is_valid());
        assert!(!named("X-Real-IP", 0).is_valid() && !named("X-Real-IP", 11).is_valid());
    }
}
