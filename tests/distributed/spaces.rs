//! Two network namespaces of this machine with a line between them that is slow and loses packets, as two machines would have it.

use std::io::Write as _;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

use crate::machines::Place;

/// The line's end in each of the two.
const DEVICE: &str = "line";
/// What is done to packets: where the kernel knows it, so much delay and loss.
const NETEM: [&str; 6] = ["netem", "delay", "10ms", "5ms", "loss", "3%"];
/// Elsewhere so few bits a second, and whatever comes while so many bytes wait is dropped.
const TBF: [&str; 7] = ["tbf", "rate", "2mbit", "burst", "3kb", "limit", "9kb"];

/// How a kernel says that somebody may not, as in a container, or that it was built without something.
const REFUSALS: [&str; 6] = [
    "Operation not permitted",
    "Permission denied",
    "Read-only file system",
    "Operation not supported",
    "Unknown device type",
    "qdisc kind is unknown",
];

/// The two; they go when this is dropped.
pub struct Spaces {
    near: Place,
    far: Place,
    /// What delays and drops: `netem` or `tbf`.
    pub by: &'static str,
}

impl Spaces {
    /// Two of them; none, and a printed line that says why, where the machine has none to give.
    pub fn make() -> Option<Self> {
        let made = missing().map_or_else(Self::made, Err);
        let told = match &made {
            Ok(spaces) => format!("Network namespaces, with a line that is made slow and lossy by {}.", spaces.by),
            Err(why) => format!("NOT RUN in network namespaces: {why}"),
        };
        // Nobody captures this: it is to be read where the test passes, too.
        let _ = writeln!(std::io::stderr(), "{told}");
        made.ok()
    }

    /// The two, or why the system's kernel makes none; what fails for another reason is a mistake here.
    fn made() -> Result<Self, String> {
        Self::tried().map_err(|why| {
            assert!(REFUSALS.iter().any(|refusal| why.contains(refusal)), "{why}");
            why
        })
    }

    fn tried() -> Result<Self, String> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let id = format!("interleave-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let place =
            |name: &str, address: &str| Place { address: address.to_owned(), namespace: Some(format!("{id}-{name}")) };
        // From here on whatever there is of them goes when this does.
        let mut spaces = Self { near: place("near", "10.213.0.1"), far: place("far", "10.213.0.2"), by: NETEM[0] };
        let (near, far) = (spaces.near.space(), spaces.far.space());
        for space in [near, far] {
            tool("ip", &["netns", "add", space])?;
        }
        tool("ip", &["-n", near, "link", "add", DEVICE, "type", "veth", "peer", "name", DEVICE, "netns", far])?;
        for (space, address) in [(near, &spaces.near.address), (far, &spaces.far.address)] {
            tool("ip", &["-n", space, "address", "add", &format!("{address}/24"), "dev", DEVICE])?;
            for device in ["lo", DEVICE] {
                tool("ip", &["-n", space, "link", "set", device, "up"])?;
            }
        }
        let lossy = |how: &[&str]| {
            let both =
                [near, far].map(|space| [&["-n", space, "qdisc", "replace", "dev", DEVICE, "root"], how].concat());
            both.iter().try_for_each(|arguments| tool("tc", arguments).map(drop))
        };
        if lossy(&NETEM).is_err() {
            lossy(&TBF)?;
            spaces.by = TBF[0];
        }
        Ok(spaces)
    }

    /// Where the server and the parent are.
    pub fn near(&self) -> Place {
        self.near.clone()
    }

    /// Where the workers are.
    pub fn far(&self) -> &Place {
        &self.far
    }

    /// Takes the line away, or lays it again.
    pub fn connect(&self, connected: bool) {
        let how = if connected { "up" } else { "down" };
        tool("ip", &["-n", self.far.space(), "link", "set", DEVICE, how]).expect("the line is there");
    }

    /// How many packets were dropped by either end of the line, and how many had to wait.
    pub fn dropped_and_delayed(&self) -> (u64, u64) {
        let of = |place: &Place| {
            let shown =
                tool("tc", &["-n", place.space(), "-s", "-j", "qdisc", "show", "dev", DEVICE]).expect("it is there");
            let shown: Value = serde_json::from_str(&shown).expect("JSON");
            let count = |what: &str| shown[0][what].as_u64().unwrap_or_else(|| panic!("{what}: {shown}"));
            assert_eq!(shown[0]["kind"], self.by, "{shown}");
            // All packets are held back by the one, and those that come too fast by the other.
            (count("drops"), count(if self.by == NETEM[0] { "packets" } else { "overlimits" }))
        };
        let (near, far) = (of(&self.near), of(&self.far));
        (near.0 + far.0, near.1 + far.1)
    }
}

impl Drop for Spaces {
    fn drop(&mut self) {
        for place in [&self.near, &self.far] {
            // What was not made is not there; the line goes with its ends.
            let _ = tool("ip", &["netns", "delete", place.space()]);
        }
    }
}

impl Place {
    fn space(&self) -> &str {
        self.namespace.as_deref().expect("both are namespaces")
    }
}

/// What this machine lacks, in a sentence.
fn missing() -> Option<String> {
    if tool("id", &["-u"]).is_ok_and(|id| id.trim() != "0") {
        return Some("only root may make them.".to_owned());
    }
    ["ip", "tc"].iter().find_map(|name| tool(name, &["-V"]).err())
}

/// What a tool of the system says, or why it fails.
fn tool(name: &str, arguments: &[&str]) -> Result<String, String> {
    let output =
        Command::new(name).args(arguments).env("LC_ALL", "C").output().map_err(|error| format!("{name}: {error}."))?;
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(told(&output.stdout))
    } else {
        Err(format!("{name} {}: {}", arguments.join(" "), told(&output.stderr).trim()))
    }
}
