//! What every answer carries, also one that says no: isolation from other sites, and what the page may load.

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Response, StatusCode};

/// What the page may load and start. The static page carries the same text in itself.
const POLICY: &str = concat!(include_str!("../../web/content-security-policy.txt"), "; frame-ancestors 'none'");

const FIXED: [(HeaderName, HeaderValue); 6] = [
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-embedder-policy"), HeaderValue::from_static("require-corp")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
];

/// Adds the headers. What says nothing of storing it is not stored.
pub fn complete(mut answer: Response<Body>) -> Response<Body> {
    let headers = answer.headers_mut();
    headers.extend(FIXED);
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}

/// A page of one sentence, which is one of ours.
pub fn sentence(status: StatusCode, sentence: &str) -> Response<Body> {
    let document = document("", sentence);
    let mut answer = Response::new(Body::from(document));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    answer
}

/// The answer to who was let in. It is no redirect: the browser would send no cookie along if a link of another site had led here. The
/// page that it goes on to by itself takes the place of this one in the history.
pub fn welcome(cookie: HeaderValue) -> Response<Body> {
    let document =
        document("<meta http-equiv=\"refresh\" content=\"0; url=/\">", "One moment: <a href=\"/\">the page</a> opens.");
    let mut answer = Response::new(Body::from(document));
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    answer.headers_mut().insert(axum::http::header::SET_COOKIE, cookie);
    answer
}

fn document(head: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n{head}<meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>Interleave</title>\n<p>{body}</p>\n"
    )
}
