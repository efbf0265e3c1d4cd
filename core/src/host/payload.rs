//! Data that travel beside a message or are handed from task to task: moved as they are within one memory, bytes between processes.

use std::borrow::Cow;
use std::sync::Arc;

/// Data on their way from one task to another.
#[derive(Debug)]
pub enum Payload {
    /// Bytes.
    Bytes(Vec<u8>),
    /// Bytes that the sender may still read, and so may not be changed.
    Shared(Arc<Vec<u8>>),
    /// Numbers, which only a message turns into bytes: eight each, the lowest first.
    Numbers(Vec<u64>),
    /// Bytes of a message that lie where the host received them. Whoever only passes them on never copies them.
    Kept(Kept),
}

/// Bytes that lie with the host, by its own number for them.
#[derive(Debug)]
pub struct Kept {
    number: u32,
    length: usize,
    keeper: Keeper,
}

/// How a host gives out what it has kept, on the thread that received it.
#[derive(Clone, Copy, Debug)]
pub struct Keeper {
    /// The bytes of this number.
    pub copy: fn(u32) -> Vec<u8>,
    /// Nobody will ask for this number again.
    pub forget: fn(u32),
}

impl Kept {
    /// Bytes that lie with `keeper` under this number.
    pub fn new(number: u32, length: usize, keeper: Keeper) -> Self {
        Self { number, length, keeper }
    }

    /// The host's own number for them.
    pub fn number(&self) -> u32 {
        self.number
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        (self.keeper.forget)(self.number);
    }
}

/// Bytes of a number.
const NUMBER: usize = 8;

impl Payload {
    /// How many bytes it has.
    pub fn len(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            Self::Shared(bytes) => bytes.len(),
            Self::Numbers(numbers) => numbers.len() * NUMBER,
            Self::Kept(kept) => kept.length,
        }
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether this memory has room for what must be copied into it to be read: bytes that the host has kept.
    pub fn fits(&self) -> bool {
        match self {
            Self::Kept(kept) => Vec::<u8>::new().try_reserve_exact(kept.length).is_ok(),
            Self::Bytes(_) | Self::Shared(_) | Self::Numbers(_) => true,
        }
    }

    /// Its bytes. Only numbers, and what the host has kept, are copied.
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Bytes(bytes) => bytes.into(),
            Self::Shared(bytes) => bytes.as_slice().into(),
            Self::Numbers(numbers) => {
                let mut bytes = vec![0; numbers.len() * NUMBER];
                for (place, number) in bytes.as_chunks_mut::<NUMBER>().0.iter_mut().zip(numbers) {
                    *place = number.to_le_bytes();
                }
                bytes.into()
            }
            Self::Kept(kept) => (kept.keeper.copy)(kept.number).into(),
        }
    }

    /// Its bytes, copied only where that cannot be avoided.
    pub fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Shared(bytes) => Arc::unwrap_or_clone(bytes),
            other => other.bytes().into_owned(),
        }
    }

    /// Its bytes, to be read by several.
    pub fn into_shared(self) -> Arc<Vec<u8>> {
        match self {
            Self::Shared(bytes) => bytes,
            other => Arc::new(other.into_bytes()),
        }
    }

    /// Its numbers; only bytes are copied. Bytes after the last whole number are left out.
    pub fn into_numbers(self) -> Vec<u64> {
        match self {
            Self::Numbers(numbers) => numbers,
            other => other.bytes().as_chunks().0.iter().map(|number| u64::from_le_bytes(*number)).collect(),
        }
    }
}

impl Default for Payload {
    /// No bytes.
    fn default() -> Self {
        Self::Bytes(Vec::new())
    }
}

impl From<Vec<u8>> for Payload {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<Arc<Vec<u8>>> for Payload {
    fn from(bytes: Arc<Vec<u8>>) -> Self {
        Self::Shared(bytes)
    }
}

impl From<Vec<u64>> for Payload {
    fn from(numbers: Vec<u64>) -> Self {
        Self::Numbers(numbers)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[test]
    fn numbers_that_travelled_as_bytes_are_the_same_numbers() {
        let numbers = vec![0, 1, u64::MAX, 0x0102_0304_0506_0708];
        let bytes = Payload::from(numbers.clone()).into_bytes();
        assert_eq!(bytes[24..], [8, 7, 6, 5, 4, 3, 2, 1]);
        assert_eq!(Payload::from(bytes).into_numbers(), numbers);
    }

    #[test]
    fn what_is_moved_or_shared_is_never_copied() {
        let bytes = vec![1, 2, 3];
        let place = bytes.as_ptr();
        let shared = Payload::from(bytes).into_shared();
        let again = Payload::from(shared.clone()).into_shared();
        assert!(Arc::ptr_eq(&shared, &again));
        drop(shared);
        let bytes = Payload::from(again).into_bytes();
        assert_eq!(bytes.as_ptr(), place);
    }

    #[test]
    fn what_the_host_keeps_is_forgotten_once_whether_it_was_read_or_not() {
        static FORGOTTEN: AtomicU32 = AtomicU32::new(0);
        let keeper = Keeper {
            copy: |number| vec![number as u8; 2],
            forget: |number| {
                FORGOTTEN.fetch_add(number, Ordering::Relaxed);
            },
        };
        assert_eq!(Payload::Kept(Kept::new(3, 2, keeper)).into_bytes(), [3, 3]);
        let other = Payload::Kept(Kept::new(40, 2, keeper));
        assert!(other.fits());
        drop(other);
        assert_eq!(FORGOTTEN.load(Ordering::Relaxed), 43);
    }

    #[test]
    fn what_no_memory_has_room_for_is_known_before_it_is_copied() {
        let keeper = Keeper { copy: |_| unreachable!("it does not fit"), forget: |_| {} };
        assert!(!Payload::Kept(Kept::new(0, isize::MAX as usize, keeper)).fits());
    }
}
