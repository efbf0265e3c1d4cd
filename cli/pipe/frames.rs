//! Messages as bytes: the lengths of head and payload, the lowest byte first, then both.

use std::io::{self, Read, Write};
use std::mem;

use interleave_core::host::Message;

const HEAD: usize = 4;
const PAYLOAD: usize = 8;

/// Writes a message.
pub fn write(to: &mut impl Write, message: &Message) -> io::Result<()> {
    let head = &message.head;
    let length = u32::try_from(head.len()).map_err(|_| io::Error::other("the message is too long"))?;
    let mut bytes = Vec::with_capacity(HEAD + PAYLOAD + head.len());
    bytes.extend(length.to_le_bytes());
    bytes.extend((message.payload.len() as u64).to_le_bytes());
    bytes.extend_from_slice(head);
    to.write_all(&bytes)?;
    if !message.payload.is_empty() {
        to.write_all(&message.payload.bytes())?;
    }
    to.flush()
}

/// Reads a message that is there as a whole.
#[cfg(any(not(unix), feature = "distributed", test))]
pub fn read(from: &mut impl Read) -> io::Result<Message> {
    Incoming::default().read(from)
}

/// A message of which a part may have been read.
#[derive(Default)]
pub struct Incoming {
    lengths: Vec<u8>,
    head: Vec<u8>,
    payload: Vec<u8>,
}

impl Incoming {
    /// Reads on until the message is there, and begins the next one.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] where the rest is not there yet: what has come is kept until the next call. Any other error is the end.
    pub fn read(&mut self, from: &mut impl Read) -> io::Result<Message> {
        if !fill(&mut self.lengths, (HEAD + PAYLOAD) as u64, from)? {
            return Err(closed("it closed its pipe"));
        }
        let (head, payload) = self.lengths.split_at(HEAD);
        let head = u32::from_le_bytes(head.try_into().expect("four bytes"));
        let payload = u64::from_le_bytes(payload.try_into().expect("eight bytes"));
        if !fill(&mut self.head, head.into(), from)? || !fill(&mut self.payload, payload, from)? {
            return Err(closed("it closed its pipe within a message"));
        }
        let Self { head, payload, .. } = mem::take(self);
        Ok(Message { head, payload: payload.into() })
    }
}

/// Reads until there are so many bytes; whether so many came.
fn fill(bytes: &mut Vec<u8>, length: u64, from: &mut impl Read) -> io::Result<bool> {
    let missing = length - bytes.len() as u64;
    if missing > 0 {
        bytes.try_reserve_exact(usize::try_from(missing).unwrap_or(usize::MAX))?;
        from.take(missing).read_to_end(bytes)?;
    }
    Ok(bytes.len() as u64 == length)
}

fn closed(how: &str) -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, how)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte, and then says that there is nothing, in turns.
    struct Drops<'a>(&'a [u8], bool);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(io::ErrorKind::WouldBlock.into());
            }
            (&mut self.0).take(1).read(into)
        }
    }

    fn message(head: &[u8], payload: &[u8]) -> Message {
        Message { head: head.to_vec(), payload: payload.to_vec().into() }
    }

    #[test]
    fn messages_that_come_byte_by_byte_are_read_as_they_were_written() {
        let mut bytes = Vec::new();
        for (head, payload) in [(&b"one"[..], &b"payload"[..]), (b"", b""), (b"three", b"")] {
            write(&mut bytes, &message(head, payload)).expect("there is room");
        }
        let (mut incoming, mut from) = (Incoming::default(), Drops(&bytes, false));
        let mut next = || {
            loop {
                match incoming.read(&mut from) {
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                    read => return read.map(|read| (read.head, read.payload.into_bytes())),
                }
            }
        };
        assert_eq!(next().expect("the first"), (b"one".to_vec(), b"payload".to_vec()));
        assert_eq!(next().expect("the second"), (vec![], vec![]));
        assert_eq!(next().expect("the third"), (b"three".to_vec(), vec![]));
        assert_eq!(next().expect_err("no more").to_string(), "it closed its pipe");
    }

    #[test]
    fn a_message_that_ends_too_early_is_none() {
        let mut bytes = Vec::new();
        write(&mut bytes, &message(b"head", b"payload")).expect("there is room");
        let cut = read(&mut &bytes[..bytes.len() - 1]).expect_err("a byte is missing");
        assert_eq!(cut.to_string(), "it closed its pipe within a message");
    }
}
