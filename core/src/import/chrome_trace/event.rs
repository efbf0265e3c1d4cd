//! One entry of a trace file, each of its fields for itself: what one field holds does not keep the others from being read.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};
use serde_json::value::RawValue;

/// Ids, names and times further off than this are nobody's: 126 years, in nanoseconds. The sum of two is still a number.
pub const MOST_NS: i64 = 4_000_000_000_000_000_000;

/// The fields that are looked at; whatever else an entry has is passed over.
#[derive(Deserialize)]
pub struct Event<'a> {
    #[serde(borrow)]
    pub ph: Option<&'a RawValue>,
    #[serde(borrow)]
    pub name: Option<&'a RawValue>,
    #[serde(borrow)]
    pub cat: Option<&'a RawValue>,
    #[serde(borrow)]
    pub pid: Option<&'a RawValue>,
    #[serde(borrow)]
    pub tid: Option<&'a RawValue>,
    #[serde(borrow)]
    pub id: Option<&'a RawValue>,
    #[serde(borrow)]
    pub bind_id: Option<&'a RawValue>,
    #[serde(borrow)]
    pub ts: Option<&'a RawValue>,
    #[serde(borrow)]
    pub dur: Option<&'a RawValue>,
    #[serde(borrow)]
    pub s: Option<&'a RawValue>,
    #[serde(borrow)]
    pub bp: Option<&'a RawValue>,
    #[serde(borrow)]
    pub args: Option<&'a RawValue>,
}

/// What metadata says of a process or thread.
#[derive(Deserialize)]
pub struct Metadata<'a> {
    #[serde(borrow)]
    pub name: Option<&'a RawValue>,
    #[serde(borrow)]
    pub sort_index: Option<&'a RawValue>,
}

/// A field as text: what stands between its quotes, or a number as it is written. Characters that there cannot be, such as half a surrogate
/// pair, become replacement characters.
pub fn text(field: Option<&RawValue>) -> Option<Cow<'_, str>> {
    let raw = field?.get();
    let Some(quoted) = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return (raw != "null").then_some(Cow::Borrowed(raw));
    };
    if !quoted.contains('\\') {
        return Some(Cow::Borrowed(quoted));
    }
    serde_json::from_str::<Lossy>(raw).ok().map(|Lossy(text)| Cow::Owned(text))
}

/// A time in nanoseconds; `None` where there is none, or none that can be. Times are written in microseconds, some as texts.
pub fn nanoseconds(field: Option<&RawValue>) -> Option<i64> {
    let text = text(field)?;
    let text = text.trim();
    exact(text).or_else(|| {
        let nanoseconds = (text.parse::<f64>().ok()? * 1e3).round();
        (nanoseconds.abs() <= MOST_NS as f64).then_some(nanoseconds as i64)
    })
}

/// A number, for the order of lanes; 0 where there is none.
pub fn order(field: Option<&RawValue>) -> f64 {
    let number = text(field).and_then(|text| text.trim().parse::<f64>().ok());
    number.filter(|number| number.is_finite()).unwrap_or(0.0)
}

/// Plain decimals, digit by digit: as a floating-point number, a date in microseconds would lose its nanoseconds.
fn exact(text: &str) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(fraction) {
        return None;
    }
    let digit = |place: usize| fraction.as_bytes().get(place).map_or(0, |byte| i64::from(byte - b'0'));
    let below = 100 * digit(0) + 10 * digit(1) + digit(2) + i64::from(digit(3) >= 5);
    let nanoseconds = whole.parse::<i64>().ok()?.checked_mul(1_000)?.checked_add(below)?;
    (nanoseconds <= MOST_NS).then_some(if negative { -nanoseconds } else { nanoseconds })
}

/// A text of JSON in which even what is no Unicode is read.
struct Lossy(String);

impl<'de> Deserialize<'de> for Lossy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Lossy;
            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("a text")
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Lossy, E> {
                Ok(Lossy(String::from_utf8_lossy(bytes).into_owned()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(json: &str) -> Box<RawValue> {
        RawValue::from_string(json.to_owned()).expect("JSON")
    }

    #[test]
    fn times_are_exact_to_the_nanosecond() {
        let of = |json: &str| nanoseconds(Some(&raw(json)));
        for (json, expected) in [
            ("0", 0),
            ("1.5", 1_500),
            ("-2", -2_000),
            ("\"7\"", 7_000),
            ("0.0010000000000000002", 1),
            ("0.0015", 2),
            ("1e3", 1_000_000),
            ("1764000000123456.789", 1_764_000_000_123_456_789),
            ("4e15", MOST_NS),
        ] {
            assert_eq!(of(json), Some(expected), "{json}");
        }
        for json in
            ["4000000000000001", "1e308", "-1e308", "1e16", "\"NaN\"", "\"inf\"", "null", "{}", "\"\"", "\"a\"", "true"]
        {
            assert_eq!(of(json), None, "{json}");
        }
        assert_eq!(nanoseconds(None), None);
    }

    #[test]
    fn texts_are_read_whatever_they_hold() {
        let of = |json: &str| text(Some(&raw(json))).map(Cow::into_owned);
        assert_eq!(of("\"plain\"").as_deref(), Some("plain"));
        assert_eq!(of(r#""\u0041\n""#).as_deref(), Some("A\n"));
        assert_eq!(of("17").as_deref(), Some("17"));
        assert_eq!(of("null"), None);
        assert!(
            of(r#""a\ud800b""#)
                .is_some_and(|text| text.starts_with('a') && text.contains('\u{fffd}') && text.ends_with('b'))
        );
    }

    #[test]
    fn an_entry_is_read_even_if_its_fields_are_of_any_kind() {
        let nested = format!(r#"{{"ph": 5, "ts": {{}}, "args": {}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
        let event: Event<'_> = serde_json::from_str(&nested).expect("an object");
        assert_eq!((text(event.ph).as_deref(), event.pid.is_none()), (Some("5"), true));
        assert!(serde_json::from_slice::<Event<'_>>(b"{\"name\": \"\xff\"}").is_err());
        assert!(serde_json::from_str::<Event<'_>>("{\"ts\": NaN}").is_err());
    }
}
