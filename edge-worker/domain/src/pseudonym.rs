//! Suggested names: nothing in them comes from the person.

const FIRST: [&str; 32] = [
    "Amber", "Autumn", "Brave", "Bright", "Calm", "Cheerful", "Clear", "Copper", "Coral", "Early",
    "Evening", "Gentle", "Golden", "Green", "Hazel", "Honest", "Jade", "Kind", "Lively", "Lunar",
    "Mellow", "Misty", "Morning", "Northern", "Patient", "Quiet", "River", "Silver", "Steady",
    "Sunny", "Warm", "Winter",
];
const SECOND: [&str; 32] = [
    "Alder", "Aspen", "Badger", "Beech", "Birch", "Brook", "Cedar", "Clover", "Crane", "Falcon",
    "Fern", "Finch", "Harbour", "Hare", "Heron", "Juniper", "Kestrel", "Lark", "Linden", "Maple",
    "Meadow", "Moss", "Otter", "Owl", "Pebble", "Poppy", "Robin", "Rowan", "Sparrow", "Swift",
    "Thistle", "Willow",
];

/// A pseudonym such as "Quiet Heron 4821", from four random bytes. About ten
/// million are possible; two people may get the same, as with real names.
pub fn suggest(random: [u8; 4]) -> String {
    let [first, second, high, low] = random;
    let number = 1 + u16::from_be_bytes([high, low]) % 9_999;
    format!(
        "{} {} {number}",
        FIRST[usize::from(first % 32)],
        SECOND[usize::from(second % 32)]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_randomness_gives_the_same_name() {
        assert_eq!(suggest([25, 14, 0, 7]), "Quiet Heron 8");
        assert!(suggest([255; 4]).len() <= crate::limits::NAME_CHARS);
    }
}
