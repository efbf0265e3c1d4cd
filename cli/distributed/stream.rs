//! A stream of messages over a network that may lose what it carries: pieces are numbered, and said again until they are heard.
//!
//! Knows bytes only, and neither clock nor network, so that it can be tested in every order.

use std::collections::VecDeque;

/// The version of everything that parents and workers say to each other, from the request for a lane to the last piece.
pub const PROTOCOL: u8 = 2;
/// The most bytes of one message.
const MOST_BYTES: usize = 256 << 20;
/// The most characters of why an end is going.
const MOST_WHY: usize = 300;
/// The most pieces that are said again at a time.
const MOST_AGAIN: usize = 64;
/// Version, kind, number, how far the other end was heard.
const HEAD: usize = 18;

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Kind {
    /// A piece of a message that goes on.
    Piece = 0,
    /// The last piece of a message.
    Last = 1,
    /// Nothing but that this end is there, and how far it has heard the other one.
    Beat = 2,
    /// This end is going, and why.
    Gone = 3,
}

/// One end.
#[derive(Debug, Default)]
pub struct Stream {
    /// Pieces that the other end may not have heard yet, and the number of the first of them.
    unheard: VecDeque<(Kind, Vec<u8>)>,
    first: u64,
    /// The number of the next piece of the other end.
    heard: u64,
    partial: Vec<u8>,
    /// How far the other end had heard at its last beat.
    at_beat: Option<u64>,
}

/// What a frame of the other end came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// A whole message.
    pub message: Option<Vec<u8>>,
    /// Frames to be said again.
    pub again: Vec<Vec<u8>>,
    /// Why the other end is gone.
    pub gone: Option<String>,
}

impl Stream {
    /// The frames of one message, each with at most so many bytes.
    pub fn say(&mut self, message: &[u8], most: usize) -> Vec<Vec<u8>> {
        let room = most.saturating_sub(HEAD).max(1);
        let begin = self.unheard.len();
        let mut pieces = message.chunks(room).peekable();
        if pieces.peek().is_none() {
            self.unheard.push_back((Kind::Last, Vec::new()));
        }
        while let Some(piece) = pieces.next() {
            let kind = if pieces.peek().is_none() { Kind::Last } else { Kind::Piece };
            self.unheard.push_back((kind, piece.to_vec()));
        }
        self.frames(begin, usize::MAX)
    }

    /// A frame that says that this end is there.
    pub fn beat(&self) -> Vec<u8> {
        self.frame(Kind::Beat, self.first + self.unheard.len() as u64, &[])
    }

    /// A frame that says that this end is going.
    pub fn gone(&self, why: &str) -> Vec<u8> {
        self.frame(Kind::Gone, self.first + self.unheard.len() as u64, why.as_bytes())
    }

    /// Takes in a frame of the other end.
    ///
    /// # Errors
    /// When it is none.
    pub fn hear(&mut self, frame: &[u8]) -> Result<Heard, String> {
        let (kind, number, heard, body) = parse(frame)?;
        let said = self.first + self.unheard.len() as u64;
        if heard > said {
            return Err(format!("it has heard {heard} pieces, and only {said} were said"));
        }
        while self.first < heard {
            self.unheard.pop_front();
            self.first += 1;
        }
        let mut found = Heard::default();
        match kind {
            Kind::Piece | Kind::Last if number == self.heard => {
                if self.partial.len() + body.len() > MOST_BYTES {
                    return Err(format!("a message has more than {} MiB", MOST_BYTES >> 20));
                }
                self.heard += 1;
                self.partial.extend_from_slice(body);
                if kind == Kind::Last {
                    found.message = Some(std::mem::take(&mut self.partial));
                }
            }
            // It has been heard already, or one before it was lost: then it will be said again.
            Kind::Piece | Kind::Last => {}
            Kind::Beat => {
                // Between two beats nothing more was heard: it was lost.
                if self.at_beat == Some(heard) && !self.unheard.is_empty() {
                    found.again = self.frames(0, MOST_AGAIN);
                }
                self.at_beat = Some(heard);
            }
            Kind::Gone => {
                let visible = String::from_utf8_lossy(body).replace(char::is_control, " ");
                found.gone = Some(visible.chars().take(MOST_WHY).collect());
            }
        }
        Ok(found)
    }

    fn frames(&self, begin: usize, most: usize) -> Vec<Vec<u8>> {
        let numbered = (self.first..).zip(&self.unheard).skip(begin).take(most);
        numbered.map(|(number, (kind, body))| self.frame(*kind, number, body)).collect()
    }

    fn frame(&self, kind: Kind, number: u64, body: &[u8]) -> Vec<u8> {
        let mut frame = Vec::with_capacity(HEAD + body.len());
        frame.extend([PROTOCOL, kind as u8]);
        frame.extend(number.to_le_bytes());
        frame.extend(self.heard.to_le_bytes());
        frame.extend(body);
        frame
    }
}

fn parse(frame: &[u8]) -> Result<(Kind, u64, u64, &[u8]), String> {
    let (head, body) = frame.split_at_checked(HEAD).ok_or_else(|| format!("a frame of {} bytes", frame.len()))?;
    if head[0] != PROTOCOL {
        return Err(format!("a frame of version {}, where version {PROTOCOL} is spoken", head[0]));
    }
    let kind = match head[1] {
        0 => Kind::Piece,
        1 => Kind::Last,
        2 => Kind::Beat,
        3 => Kind::Gone,
        other => return Err(format!("a frame of kind {other}")),
    };
    let number = |from: usize| {
        let bytes: [u8; 8] = head[from..from + 8].try_into().expect("eight bytes of a head of eighteen");
        u64::from_le_bytes(bytes)
    };
    Ok((kind, number(2), number(10), body))
}

#[cfg(test)]
mod tests {
    use interleave_core::random::Random;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_message_arrives_once_and_in_order_whatever_is_lost_or_comes_twice(
            seed: u64,
            sizes in prop::collection::vec(0_usize..300, 1..20),
        ) {
            let messages: Vec<Vec<u8>> = sizes.iter().zip(0..).map(|(size, fill)| vec![fill; *size]).collect();
            let (mut one, mut other) = (Stream::default(), Stream::default());
            let mut random = Random::new(seed);
            let mut on_way: VecDeque<Vec<u8>> =
                messages.iter().flat_map(|message| one.say(message, 64)).collect();
            let mut arrived = Vec::new();
            for _ in 0..2_000 {
                while let Some(frame) = on_way.pop_front() {
                    let times = random.below(3);
                    for _ in 0..times {
                        arrived.extend(other.hear(&frame).expect("it is a frame").message);
                    }
                }
                if random.below(3) > 0 {
                    on_way.extend(one.hear(&other.beat()).expect("it is a beat").again);
                }
            }
            prop_assert_eq!(arrived, messages);
            prop_assert!(one.unheard.is_empty(), "what was heard is forgotten");
        }

        #[test]
        fn no_bytes_are_too_strange(frames in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..20), valid: bool) {
            let mut stream = Stream::default();
            stream.say(b"something", 20);
            for mut frame in frames {
                if let ([version, kind, ..], true) = (&mut *frame, valid) {
                    (*version, *kind) = (PROTOCOL, *kind % 4);
                }
                // Whether it is understood is not the question: nothing panics, and nothing is believed that cannot be.
                if stream.hear(&frame).is_ok() {
                    prop_assert!(stream.first <= 9);
                }
            }
        }
    }

    #[test]
    fn who_has_heard_what_was_never_said_or_speaks_another_version_is_refused() {
        let mut ahead = Stream { heard: 1, ..Stream::default() };
        assert!(Stream::default().hear(&ahead.beat()).is_err());
        let mut frame = ahead.say(b"", 100).remove(0);
        frame[0] += 1;
        let why = Stream::default().hear(&frame).expect_err("another version");
        let told = format!("version {}, where version {PROTOCOL} is spoken", PROTOCOL + 1);
        assert!(why.contains(&told), "{why}");
    }

    #[test]
    fn who_goes_says_why() {
        let heard = Stream::default().hear(&Stream::default().gone("the end")).expect("a frame");
        assert_eq!(heard.gone.as_deref(), Some("the end"));
        let long = Stream::default().gone(&"\u{1b}[2J".repeat(1_000));
        let why = Stream::default().hear(&long).expect("a frame").gone.expect("a reason");
        assert!(why.chars().count() == MOST_WHY && !why.contains(char::is_control), "{why}");
    }
}
