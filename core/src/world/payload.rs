//! What one task hands to another: moved as it is within one memory, packed into bytes between processes.

/// Data that a task leaves for another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// Bytes, as any message carries them.
    Bytes(Vec<u8>),
    /// Numbers, which only a message turns into bytes.
    Numbers(Vec<u64>),
}

impl Payload {
    /// The bytes; those of numbers are eight each, the lowest first. Only numbers are copied.
    pub fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Numbers(numbers) => {
                let mut bytes = vec![0; numbers.len() * NUMBER];
                for (place, number) in bytes.as_chunks_mut::<NUMBER>().0.iter_mut().zip(numbers) {
                    *place = number.to_le_bytes();
                }
                bytes
            }
        }
    }

    /// The numbers; only bytes are copied. Bytes after the last whole number are left out.
    pub fn into_numbers(self) -> Vec<u64> {
        match self {
            Self::Bytes(bytes) => bytes.as_chunks().0.iter().map(|number| u64::from_le_bytes(*number)).collect(),
            Self::Numbers(numbers) => numbers,
        }
    }
}

/// Bytes of a number.
const NUMBER: usize = 8;

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

impl From<Vec<u64>> for Payload {
    fn from(numbers: Vec<u64>) -> Self {
        Self::Numbers(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_travelled_as_bytes_are_the_same_numbers() {
        let numbers = vec![0, 1, u64::MAX, 0x0102_0304_0506_0708];
        let bytes = Payload::from(numbers.clone()).into_bytes();
        assert_eq!(bytes[24..], [8, 7, 6, 5, 4, 3, 2, 1]);
        assert_eq!(Payload::from(bytes).into_numbers(), numbers);
    }
}
