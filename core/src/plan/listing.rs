//! Files that somebody has chosen, as the value of a parameter: a line for each, its length in bytes and its name. What is in them
//! stays where they are.

/// One chosen file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name, without a folder.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
}

/// The files of a listing, or a sentence with what is wrong.
///
/// # Errors
/// When a line is not a length and a plain name, a name is there twice, or they are more or longer than allowed.
pub fn read(listing: &str, most_files: usize, most_bytes: u64) -> Result<Vec<Listed>, String> {
    let mut files: Vec<Listed> = Vec::new();
    for line in listing.lines() {
        let entry = line.split_once(' ').and_then(|(bytes, name)| Some((bytes.parse().ok()?, name)));
        let Some((bytes, name)) = entry.filter(|(_, name)| is_plain(name)) else {
            return Err(format!("'{line}' is not the length and the name of a file."));
        };
        if files.iter().any(|other| other.name == name) {
            return Err(format!("'{name}' is there twice."));
        }
        files.push(Listed { name: name.to_owned(), bytes });
    }
    let all: u64 = files.iter().map(|file| file.bytes).fold(0, u64::saturating_add);
    if files.len() > most_files {
        return Err(format!("These are {} files: choose at most {most_files}.", files.len()));
    }
    if all > most_bytes {
        let mib = |bytes: u64| bytes.div_ceil(1 << 20);
        return Err(format!("These files have {} MiB together: choose at most {} MiB.", mib(all), mib(most_bytes)));
    }
    Ok(files)
}

/// The listing of these files.
pub fn write(files: &[Listed]) -> String {
    files.iter().map(|file| format!("{} {}", file.bytes, file.name)).collect::<Vec<_>>().join("\n")
}

/// Whether it is the name of a file and no way to another folder.
pub fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name != "."
        && name != ".."
        && !name.contains(['/', '\\'])
        && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again() {
        let files = [("a b.txt", 3), ("Übung", 0)].map(|(name, bytes)| Listed { name: name.to_owned(), bytes });
        assert_eq!(read(&write(&files), 2, 3), Ok(files.to_vec()));
        assert_eq!(read("", 2, 3), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_plain_file_or_too_much_is_refused_in_a_sentence() {
        for (listing, expected) in [
            ("3 ../secret", "is not the length"),
            ("3 a\\b", "is not the length"),
            ("3 ..", "is not the length"),
            ("many a", "is not the length"),
            ("1 a\n1 a", "twice"),
            ("1 a\n1 b\n1 c", "at most 2"),
            ("2 a\n2 b", "at most 1 MiB"),
            ("18446744073709551615 a\n1 b", "MiB together"),
        ] {
            let sentence = read(listing, 2, 3).expect_err(listing);
            assert!(sentence.contains(expected), "{listing}: {sentence}");
        }
    }
}
