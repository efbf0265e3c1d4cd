//! Who this program says it is: by what stands before the host in the address, or by a file.

use std::path::Path;

use async_nats::{ConnectOptions, ServerAddr};
use interleave_core::mistake::Mistake;
use nkeys::KeyPair;
use percent_encoding::percent_decode_str;

/// The options of a connection with the credentials of this file, or else of the address.
///
/// # Errors
/// One sentence: a file that cannot be read, or holds none.
pub fn of(url: &ServerAddr, file: Option<&Path>) -> Result<ConnectOptions, Mistake> {
    if let Some(file) = file {
        let unread = |error: &dyn std::fmt::Display| {
            Mistake::new("creds", format!("'{}' cannot be used: {error}.", file.display()))
        };
        let text = std::fs::read_to_string(file).map_err(|error| unread(&error))?;
        return match seed(text.trim()) {
            Some(seed) => Ok(ConnectOptions::with_nkey(seed)),
            None => ConnectOptions::with_credentials(&text).map_err(|error| unread(&error)),
        };
    }
    let typed = |part: &str| percent_decode_str(part).decode_utf8_lossy().into_owned();
    Ok(match (url.username().map(typed), url.password().map(typed)) {
        (Some(user), Some(password)) => ConnectOptions::with_user_and_password(user, password),
        (Some(one), None) => match seed(&one) {
            Some(seed) => ConnectOptions::with_nkey(seed),
            None => ConnectOptions::with_token(one),
        },
        (None, _) => ConnectOptions::new(),
    })
}

/// The seed of an nkey, if that is one: whoever has it can sign for its user.
fn seed(text: &str) -> Option<String> {
    KeyPair::from_seed(text).is_ok().then(|| text.to_owned())
}
