//! Reads events as they are stored. What `derive` makes of a tagged enum in a flattened field keeps every member aside until the tag has come, for
//! each event anew: with it, the page opened a report of a million events half a second later, and its engine was 80 kB larger.

use serde::de::{Deserialize, Deserializer, Error};

use super::event::{Cause, Event, EventKind, LaneId, ResourceId, TaskId};

/// The members of any event: which of them it needs, its kind says.
#[derive(serde::Deserialize)]
struct Members {
    seq: u64,
    at_ns: u64,
    lane: LaneId,
    task: Option<TaskId>,
    #[serde(default)]
    at_line: u32,
    kind: Kind,
    cause: Option<CauseMembers>,
    resource: Option<ResourceId>,
    circle: Option<bool>,
    target: Option<LaneId>,
    source: Option<LaneId>,
    bytes: Option<u64>,
    line: Option<u32>,
}

/// The names of [`EventKind`].
#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    SpawnRequested,
    LaneStarted,
    LaneEnded,
    TaskStarted,
    TaskEnded,
    TaskFailed,
    Suspended,
    Resumed,
    Acquired,
    Released,
    DropRequested,
    Put,
    Taken,
    Stuck,
    Sent,
    Received,
    Printed,
}

#[derive(serde::Deserialize)]
struct CauseMembers {
    why: Why,
    resource: Option<ResourceId>,
}

/// The names of [`Cause`].
#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Why {
    Preempted,
    Sleep,
    Join,
    Blocked,
    Message,
    Request,
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Members::deserialize(deserializer)?;
        let kind = members.kind()?;
        let Members { seq, at_ns, lane, task, at_line, .. } = members;
        Ok(Self { seq, at_ns, lane, task, at_line, kind })
    }
}

impl Members {
    fn kind<E: Error>(&self) -> Result<EventKind, E> {
        let resource = || needed(self.resource, "resource");
        let target = || needed(self.target, "target");
        let bytes = || needed(self.bytes, "bytes");
        Ok(match self.kind {
            Kind::SpawnRequested => EventKind::SpawnRequested { target: target()? },
            Kind::LaneStarted => EventKind::LaneStarted,
            Kind::LaneEnded => EventKind::LaneEnded,
            Kind::TaskStarted => EventKind::TaskStarted,
            Kind::TaskEnded => EventKind::TaskEnded,
            Kind::TaskFailed => EventKind::TaskFailed,
            Kind::Suspended => {
                let cause = self.cause.as_ref().ok_or_else(|| E::missing_field("cause"))?;
                EventKind::Suspended { cause: cause.cause()? }
            }
            Kind::Resumed => EventKind::Resumed,
            Kind::Acquired => EventKind::Acquired { resource: resource()? },
            Kind::Released => EventKind::Released { resource: resource()? },
            Kind::DropRequested => EventKind::DropRequested { resource: resource()? },
            Kind::Put => EventKind::Put { resource: resource()? },
            Kind::Taken => EventKind::Taken { resource: resource()? },
            Kind::Stuck => EventKind::Stuck { resource: resource()?, circle: needed(self.circle, "circle")? },
            Kind::Sent => EventKind::Sent { target: target()?, bytes: bytes()? },
            Kind::Received => EventKind::Received { source: needed(self.source, "source")?, bytes: bytes()? },
            Kind::Printed => EventKind::Printed { line: needed(self.line, "line")? },
        })
    }
}

impl CauseMembers {
    fn cause<E: Error>(&self) -> Result<Cause, E> {
        Ok(match self.why {
            Why::Preempted => Cause::Preempted,
            Why::Sleep => Cause::Sleep,
            Why::Join => Cause::Join,
            Why::Blocked => Cause::Blocked { resource: needed(self.resource, "resource")? },
            Why::Message => Cause::Message,
            Why::Request => Cause::Request,
        })
    }
}

fn needed<T: Copy, E: Error>(member: Option<T>, name: &'static str) -> Result<T, E> {
    member.ok_or_else(|| E::missing_field(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind once. A new one belongs here, too.
    fn all() -> Vec<EventKind> {
        let causes = [
            Cause::Preempted,
            Cause::Sleep,
            Cause::Join,
            Cause::Blocked { resource: 3 },
            Cause::Message,
            Cause::Request,
        ];
        let others = [
            EventKind::SpawnRequested { target: 1 },
            EventKind::LaneStarted,
            EventKind::LaneEnded,
            EventKind::TaskStarted,
            EventKind::TaskEnded,
            EventKind::TaskFailed,
            EventKind::Resumed,
            EventKind::Acquired { resource: 1 },
            EventKind::Released { resource: 2 },
            EventKind::DropRequested { resource: 3 },
            EventKind::Put { resource: 4 },
            EventKind::Taken { resource: 5 },
            EventKind::Stuck { resource: 6, circle: true },
            EventKind::Sent { target: 2, bytes: 7 },
            EventKind::Received { source: 3, bytes: 8 },
            EventKind::Printed { line: 9 },
        ];
        others.into_iter().chain(causes.map(|cause| EventKind::Suspended { cause })).collect()
    }

    #[test]
    fn every_event_is_read_as_it_was_written() {
        for (seq, kind) in (0..).zip(all()) {
            for (task, at_line) in [(None, 0), (Some(4), 17)] {
                let event = Event { seq, at_ns: 1_000 + seq, lane: 2, task, at_line, kind };
                let text = serde_json::to_string(&event).expect("plain data");
                assert_eq!(serde_json::from_str::<Event>(&text).expect("an event"), event, "{text}");
            }
        }
    }

    #[test]
    fn an_event_without_what_its_kind_needs_is_none() {
        let read = |rest: &str| serde_json::from_str::<Event>(&format!("{{\"seq\":0,\"at_ns\":0,\"lane\":0,{rest}}}"));
        let refused = |rest| read(rest).expect_err("no event").to_string();
        assert!(refused("\"kind\":\"acquired\"").starts_with("missing field `resource`"));
        assert!(
            refused("\"kind\":\"suspended\",\"cause\":{\"why\":\"blocked\"}").starts_with("missing field `resource`")
        );
        assert!(refused("\"kind\":\"suspended\"").starts_with("missing field `cause`"));
        assert!(refused("\"kind\":\"danced\"").starts_with("unknown variant `danced`"));
        assert!(refused("\"task\":1").starts_with("missing field `kind`"));
        assert!(read("\"kind\":\"resumed\",\"unknown\":[1]").is_ok());
    }
}
