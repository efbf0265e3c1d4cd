//! Decides about every request before anything else looks at it. Whatever is not plainly allowed is refused, with a sentence.
//!
//! A page of another site may send requests here from this person's own browser, also under a name of its own that it had point to this
//! machine (DNS rebinding). So the host must be one of ours by name, an origin must be the host's own, and a job needs the cookie and a
//! header that no page of another site can set without asking first. That a browser says nothing of where a request comes from is no proof
//! of anything.

use axum::http::header::{CONTENT_TYPE, HOST, HeaderName, ORIGIN, UPGRADE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};

use super::keys::Keys;

/// Set by the page on every call of the API: a browser sends it to another site only if that site allows it, and this one never does.
const OWN_HEADER: HeaderName = HeaderName::from_static("x-interleave");

/// Where jobs are asked for.
pub const API: &str = "/api/";

/// What a request may have.
#[derive(Debug, PartialEq, Eq)]
pub enum Admitted {
    /// A file of the page, or an answer of the API.
    ToContent,
    /// The cookie, for the invitation it brought.
    ByInvitation(String),
}

/// Why a request is refused.
pub type Refusal = (StatusCode, &'static str);

const NOT_FOR_US: Refusal =
    (StatusCode::MISDIRECTED_REQUEST, "This server answers to the address that it printed, and to no other name.");
const NO_INVITATION: Refusal = (
    StatusCode::FORBIDDEN,
    "Interleave runs here for the person who started it. Open the address that `interleave serve` printed in its terminal; each works once.",
);
const FOREIGN: Refusal = (StatusCode::FORBIDDEN, "This was asked for by another site, which gets nothing here.");
const NO_UPGRADE: Refusal = (StatusCode::BAD_REQUEST, "This server speaks nothing but HTTP.");
const NOT_THE_PAGE: Refusal = (StatusCode::FORBIDDEN, "Only the page of this server may ask for this.");
const NOT_JSON: Refusal = (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send JSON, as application/json.");
const WRONG_METHOD: Refusal =
    (StatusCode::METHOD_NOT_ALLOWED, "Files are read by GET or HEAD, and the API is called by POST.");

/// What the request may have, or why it may have nothing.
///
/// # Errors
/// The refusal.
pub fn judge(keys: &Keys, Parts { method, uri, headers, .. }: &Parts) -> Result<Admitted, Refusal> {
    let host = own_host(keys, headers).ok_or(NOT_FOR_US)?;
    if uri.authority().is_some() || !uri.path().starts_with('/') {
        return Err(NOT_FOR_US);
    }
    if headers.contains_key(UPGRADE) {
        return Err(NO_UPGRADE);
    }
    let own_origin = match only(headers, &ORIGIN) {
        Value::Absent => false,
        Value::One(origin) if origin.strip_prefix("http://") == Some(host) => true,
        Value::One(_) | Value::Unclear => return Err(FOREIGN),
    };
    if uri.path().starts_with(API) {
        return judge_call(keys, method, headers, own_origin);
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Err(WRONG_METHOD);
    }
    let token = uri.query().filter(|_| uri.path() == "/").and_then(token);
    if let Some(token) = token {
        // From anywhere, as a link in a terminal or a mail is; but never as a part of another page.
        let visited = says(headers, "sec-fetch-mode", &["navigate"]) && says(headers, "sec-fetch-dest", &["document"]);
        return if visited && *method == Method::GET {
            Ok(Admitted::ByInvitation(token.to_owned()))
        } else {
            Err(FOREIGN)
        };
    }
    // A link of another site may lead here, but none of the page becomes a part of it.
    let given = |name| only(headers, &HeaderName::from_static(name));
    let visited =
        (given("sec-fetch-mode"), given("sec-fetch-dest")) == (Value::One("navigate"), Value::One("document"));
    if !visited && !says(headers, "sec-fetch-site", &["same-origin", "none"]) {
        return Err(FOREIGN);
    }
    if keys.admit(headers) { Ok(Admitted::ToContent) } else { Err(NO_INVITATION) }
}

fn judge_call(keys: &Keys, method: &Method, headers: &HeaderMap, own_origin: bool) -> Result<Admitted, Refusal> {
    if !says(headers, "sec-fetch-site", &["same-origin"]) {
        return Err(FOREIGN);
    }
    if !keys.admit(headers) {
        return Err(NO_INVITATION);
    }
    if *method != Method::POST {
        return Err(WRONG_METHOD);
    }
    if !own_origin || only(headers, &OWN_HEADER) != Value::One("1") {
        return Err(NOT_THE_PAGE);
    }
    if only(headers, &CONTENT_TYPE) != Value::One("application/json") { Err(NOT_JSON) } else { Ok(Admitted::ToContent) }
}

/// The host that the request names, if it is this server by one of its own names, exactly as browsers write them.
fn own_host<'a>(keys: &Keys, headers: &'a HeaderMap) -> Option<&'a str> {
    let Value::One(host) = only(headers, &HOST) else { return None };
    let port = keys.port;
    let mut names = vec![format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    if port == 80 {
        names.extend(["127.0.0.1".to_owned(), "localhost".to_owned()]);
    }
    names.iter().any(|name| name == host).then_some(host)
}

/// The token in a query that has nothing else.
fn token(query: &str) -> Option<&str> {
    query.strip_prefix("token=")
}

/// Whether what the browser says of the request, if it says anything, is one of these.
fn says(headers: &HeaderMap, name: &'static str, allowed: &[&str]) -> bool {
    match only(headers, &HeaderName::from_static(name)) {
        Value::Absent => true,
        Value::One(value) => allowed.contains(&value),
        Value::Unclear => false,
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Value<'a> {
    Absent,
    One(&'a str),
    /// Given twice, or not in plain characters.
    Unclear,
}

fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Value<'a> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Value::Absent,
        (Some(value), None) => value.to_str().map_or(Value::Unclear, Value::One),
        (Some(_), Some(_)) => Value::Unclear,
    }
}
