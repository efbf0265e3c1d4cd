//! A file for the parameter of a workload that takes a text: what is wrong with it is said in the same words wherever it is brought.

use super::number::grouped;
use super::parameter::{Parameter, Range};
use crate::mistake::Mistake;

impl Parameter {
    /// How many bytes of a file are to be read to know whether it fits: one more than fit. Nothing where no text is taken.
    pub fn read_bytes(&self) -> Option<u64> {
        match self.range {
            Range::Text { max_bytes, .. } => Some(max_bytes as u64 + 1),
            _ => None,
        }
    }

    /// The text of the file called `name`, of which `bytes` are as many as [`Self::read_bytes`] says, or all.
    ///
    /// # Errors
    /// It is too long, empty, or no UTF-8 text.
    pub fn text_of(&self, name: &str, bytes: Vec<u8>) -> Result<String, Mistake> {
        let refuse = |sentence: String| Err(Mistake::new("file", sentence));
        let Some(read_bytes) = self.read_bytes() else {
            return refuse(format!("'{name}' is a file, and “{}” takes no text.", self.title));
        };
        if bytes.len() as u64 >= read_bytes {
            let limit = grouped(i64::try_from(read_bytes - 1).unwrap_or(i64::MAX));
            return refuse(format!("'{name}' is longer than {limit} bytes, the limit for “{}”.", self.title));
        }
        match String::from_utf8(bytes) {
            // No text would mean the built-in one.
            Ok(text) if text.trim().is_empty() => refuse(format!("'{name}' is empty: there is nothing to work on.")),
            Ok(text) => Ok(text),
            Err(error) => {
                let place = grouped(i64::try_from(error.utf8_error().valid_up_to() + 1).unwrap_or(i64::MAX));
                refuse(format!("'{name}' is not UTF-8 text: byte {place} does not belong to one."))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: Parameter = Parameter::text("text", "Your own text", "", 4);

    #[test]
    fn a_file_that_fits_is_its_text() {
        assert_eq!(TEXT.text_of("a.txt", b"a\xc3\xa9b".to_vec()), Ok("aéb".to_owned()));
    }

    #[test]
    fn a_file_that_cannot_be_used_is_named_with_the_reason() {
        let said = |bytes: &[u8]| TEXT.text_of("a.txt", bytes.to_vec()).expect_err("a mistake").message;
        assert_eq!(said(b"12345"), "'a.txt' is longer than 4 bytes, the limit for “Your own text”.");
        assert_eq!(said(b" \n"), "'a.txt' is empty: there is nothing to work on.");
        assert_eq!(said(b"ab\xff"), "'a.txt' is not UTF-8 text: byte 3 does not belong to one.");
        let number = Parameter::integer("n", "Numbers", "", (1, 2), 1, "");
        assert_eq!(
            number.text_of("a.txt", Vec::new()).expect_err("a mistake").message,
            "'a.txt' is a file, and “Numbers” takes no text."
        );
    }
}
