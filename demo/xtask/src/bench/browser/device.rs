//! Readers' devices.

/// A device and its network.
#[derive(Debug, Clone, Copy)]
pub struct Device {
    /// Its name.
    pub name: &'static str,
    /// The device in words.
    pub about: &'static str,
    /// Width and height in CSS pixels.
    pub screen: [u32; 2],
    /// Slowness of the processor, as a multiple of this machine's.
    pub slowdown: u32,
    /// Round trip in ms, bytes per second down and up.
    pub network: Option<[u32; 3]>,
}

impl Device {
    /// This machine as it is.
    pub const FAST: Self = Self {
        name: "fast",
        about: "this machine, unthrottled",
        screen: [1_280, 800],
        slowdown: 1,
        network: None,
    };
    /// 150 ms, 1.6 Mbit/s down and 0.75 up, a quarter of the speed.
    pub const PHONE: Self = Self {
        name: "slow phone",
        about: "150 ms, 1.6 Mbit/s, processor 4 x slower",
        screen: [360, 740],
        slowdown: 4,
        network: Some([150, 200_000, 93_750]),
    };
}
