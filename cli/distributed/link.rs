//! A stream with its beats: one end of the connection between a parent and a lane of a worker, as a task of its own.

use std::time::{Duration, Instant};

use async_nats::connection::State;
use async_nats::{Client, StatusCode, Subscriber};
use futures::StreamExt as _;
use futures::channel::mpsc;
use futures::stream;
use tokio::time;

use super::stream::Stream;

/// How often each end says that it is there.
const BEAT: Duration = Duration::from_millis(250);
/// An end that was silent for so long is lost.
pub const SILENCE: Duration = Duration::from_secs(4);
/// So many beats in a row that nobody listens to: the other end has lost its connection. After the server was away, it needs a moment to come back.
const UNHEARD: u32 = 4;
/// A server that was away for so long does not come back.
const AWAY: Duration = Duration::from_secs(30);

/// What there is to be said.
pub enum Say {
    /// A message.
    Message(Vec<u8>),
    /// That this end is going, and why. Nothing follows.
    Gone(String),
}

/// One end.
pub struct Link {
    /// What this end says.
    pub to: mpsc::UnboundedSender<Say>,
    /// What the other end says, and at last why nothing more will come.
    pub from: mpsc::UnboundedReceiver<Result<Vec<u8>, String>>,
}

enum Step {
    Say(Say),
    Hear(async_nats::Message),
    Beat,
    Over,
}

impl Link {
    /// Speaks to `theirs`, and hears what is said to `own`, to which `mine` subscribes. It lives until either end goes, or is silent for too long. To drop it is to go.
    /// What is `held` is let go when it has gone.
    pub fn new(client: Client, (own, mine): (String, Subscriber), theirs: String, held: impl Send + 'static) -> Self {
        let (to, outgoing) = mpsc::unbounded();
        let (incoming, from) = mpsc::unbounded();
        tokio::spawn(async move {
            let why = speak(&client, (own, mine), theirs, outgoing, &incoming).await;
            // Nobody may listen any more.
            let _ = incoming.unbounded_send(Err(why));
            drop(held);
        });
        Self { to, from }
    }
}

/// Speaks until the end; why it came.
async fn speak(
    client: &Client,
    (own, mine): (String, Subscriber),
    theirs: String,
    outgoing: mpsc::UnboundedReceiver<Say>,
    incoming: &mpsc::UnboundedSender<Result<Vec<u8>, String>>,
) -> String {
    let mut stream = Stream::default();
    let beats = stream::unfold(time::interval(BEAT), async |mut interval| {
        interval.tick().await;
        Some((Step::Beat, interval))
    });
    let over = || stream::once(async { Step::Over });
    let said = outgoing.map(Step::Say).chain(over());
    let mut steps = Box::pin(stream::select(stream::select(said, mine.map(Step::Hear).chain(over())), beats));
    let (mut last, mut there, mut unheard) = (Instant::now(), Instant::now(), 0);
    while let Some(step) = steps.next().await {
        let frames = match step {
            Step::Over | Step::Say(Say::Gone(_)) => {
                let why = if let Step::Say(Say::Gone(why)) = step { why } else { "it was let go".to_owned() };
                // Where the server is away, the other end notices the silence.
                let _ = client.publish(theirs, stream.gone(&why).into()).await;
                return why;
            }
            Step::Say(Say::Message(message)) => stream.say(&message, client.max_payload()),
            Step::Hear(frame) if frame.status == Some(StatusCode::NO_RESPONDERS) => {
                unheard += 1;
                if unheard >= UNHEARD {
                    return "its connection has ended".to_owned();
                }
                Vec::new()
            }
            Step::Hear(frame) => match stream.hear(&frame.payload) {
                Ok(heard) => {
                    (last, unheard) = (Instant::now(), 0);
                    if let Some(why) = heard.gone {
                        return why;
                    }
                    if heard.message.is_some_and(|message| incoming.unbounded_send(Ok(message)).is_err()) {
                        continue; // It was let go, and that is the next step.
                    }
                    heard.again
                }
                Err(why) => return format!("it said what is not understood: {why}"),
            },
            Step::Beat if client.connection_state() == State::Connected => {
                there = Instant::now();
                if last.elapsed() > SILENCE {
                    return format!("it was silent for {} seconds", SILENCE.as_secs());
                }
                // The server answers in the place of whoever is gone.
                let _ = client.publish_with_reply(theirs.clone(), own.clone(), stream.beat().into()).await;
                Vec::new()
            }
            // Nobody can be heard: that says nothing about the other end, until the server has been away for too long.
            Step::Beat if there.elapsed() > AWAY => {
                return format!("the server was away for {} seconds", AWAY.as_secs());
            }
            Step::Beat => {
                (last, unheard) = (Instant::now(), 0);
                Vec::new()
            }
        };
        for frame in frames {
            // A frame that is lost is said again.
            let _ = client.publish(theirs.clone(), frame.into()).await;
        }
    }
    "it was let go".to_owned()
}
