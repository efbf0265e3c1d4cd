//! The parts of a list of numbers, whose commas stand between numbers or within them.

/// The parts of a list, each of them a number or a range of numbers; nothing where a comma could stand between two numbers as well as
/// within one.
///
/// Where there are semicolons, they alone stand between numbers. Otherwise commas do, so that `100,200,400` are three. Only where a comma is
/// followed by three digits that begin with 0, as in `1,000`, numbers have commas within; then three digits that begin otherwise could be
/// either: `1,250,000`.
pub fn parts(typed: &str) -> Option<Vec<String>> {
    if typed.contains(';') {
        return Some(typed.split(';').map(str::to_owned).collect());
    }
    let pieces: Vec<&str> = typed.split(',').collect();
    let grouped = pieces.iter().skip(1).any(|piece| is_group(piece) && piece.starts_with('0'));
    let mut parts: Vec<String> = Vec::new();
    for piece in pieces {
        match parts.last_mut().filter(|last| grouped && is_group(piece) && last.ends_with(|c: char| c.is_ascii_digit()))
        {
            Some(last) if piece.starts_with('0') => {
                last.push(',');
                last.push_str(piece);
            }
            Some(_) => return None,
            None => parts.push(piece.to_owned()),
        }
    }
    Some(parts)
}

/// Whether what follows a comma could go on with the number before it: three digits, and then no fourth.
fn is_group(piece: &str) -> bool {
    piece.bytes().take_while(u8::is_ascii_digit).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_are_between_numbers_or_within_them() {
        for (typed, expected) in [
            ("1,2,4", Some(&["1", "2", "4"][..])),
            ("100,200,400", Some(&["100", "200", "400"])),
            ("1,000", Some(&["1,000"])),
            ("1,000,000", Some(&["1,000,000"])),
            ("1,000,2,000", Some(&["1,000", "2,000"])),
            ("1,000, 2,000", Some(&["1,000", " 2,000"])),
            ("1,000..5,000+1,000", Some(&["1,000..5,000+1,000"])),
            ("1,250,000", None),
            ("100,000,200,000", None),
            ("1,250; 1,000,000", Some(&["1,250", " 1,000,000"])),
            ("1,250;1,000,000", Some(&["1,250", "1,000,000"])),
            ("1000,2000", Some(&["1000", "2000"])),
            (",000", Some(&["", "000"])),
            ("", Some(&[""])),
        ] {
            let expected = expected.map(|parts| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>());
            assert_eq!(parts(typed), expected, "{typed}");
        }
    }
}
