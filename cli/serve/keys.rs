//! What lets a browser in: an invitation in the opened address, which works once, and the cookie it is exchanged for.

use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use subtle::ConstantTimeEq as _;

/// Bytes of chance in a secret.
const BYTES: usize = 32;

/// The secrets of one server. They are on no disk, and end with it.
#[derive(Debug)]
pub struct Keys {
    /// The port on this machine.
    pub port: u16,
    session: String,
    invitation: Mutex<String>,
}

impl Keys {
    /// New secrets, from the system's source of chance.
    ///
    /// # Errors
    /// When the system has none.
    pub fn new(port: u16) -> Result<Self> {
        Ok(Self { port, session: secret()?, invitation: Mutex::new(secret()?) })
    }

    /// The address that lets one browser in.
    pub fn address(&self) -> String {
        let invitation = self.invitation.lock().unwrap_or_else(PoisonError::into_inner);
        format!("http://127.0.0.1:{}/?token={invitation}", self.port)
    }

    /// Whether `token` is the invitation; if it is, it is used up, and another takes its place.
    ///
    /// # Errors
    /// When there is no chance left for the next one; then nobody is let in.
    pub fn redeem(&self, token: &str) -> Result<bool> {
        let next = secret()?;
        let mut invitation = self.invitation.lock().unwrap_or_else(PoisonError::into_inner);
        let valid = same(token, &invitation);
        if valid {
            *invitation = next;
        }
        Ok(valid)
    }

    /// The cookie for who was let in: for this server alone, out of reach of scripts, and never sent along from other sites.
    pub fn cookie(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie_name(), self.session)
    }

    /// Whether the request carries the cookie.
    pub fn admit(&self, headers: &HeaderMap) -> bool {
        let name = self.cookie_name();
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(key, value)| key == name && same(value, &self.session))
    }

    /// Cookies do not know ports: two servers on this machine need two names.
    fn cookie_name(&self) -> String {
        format!("interleave-{}", self.port)
    }
}

/// Compares in a time that does not tell where the first difference is.
fn same(given: &str, secret: &str) -> bool {
    given.as_bytes().ct_eq(secret.as_bytes()).into()
}

fn secret() -> Result<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).context("the system gives no random numbers")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(keys: &Keys) -> String {
        keys.address().rsplit_once('=').expect("an address with a token").1.to_owned()
    }

    #[test]
    fn an_invitation_works_once_and_the_next_one_is_another() {
        let keys = Keys::new(1).expect("chance");
        let first = token(&keys);
        assert!(keys.redeem(&first).expect("chance"));
        assert!(!keys.redeem(&first).expect("chance"));
        assert!(keys.redeem(&token(&keys)).expect("chance"));
    }

    #[test]
    fn parts_of_a_token_and_longer_ones_are_refused_and_use_nothing_up() {
        let keys = Keys::new(1).expect("chance");
        let valid = token(&keys);
        for wrong in ["", &valid[..63], &valid[1..], &format!("{valid}0"), &valid.to_uppercase().replace('A', "B")] {
            assert!(!keys.redeem(wrong).expect("chance"), "{wrong}");
        }
        assert_eq!(token(&keys), valid);
    }

    #[test]
    fn the_cookie_is_found_among_others_and_only_under_its_own_name() {
        let keys = Keys::new(7).expect("chance");
        let cookie = keys.cookie().split(';').next().expect("a pair").to_owned();
        let admits =
            |value: &str| keys.admit(&HeaderMap::from_iter([(COOKIE, value.parse().expect("the value of a header"))]));
        assert!(admits(&cookie));
        assert!(admits(&format!("a=b; interleave-7=tossed; {cookie}")));
        assert!(!admits(&cookie.replace("-7=", "-8=")));
        assert!(!admits(&cookie[..cookie.len() - 1]));
        assert!(!admits("interleave-7="));
    }
}
