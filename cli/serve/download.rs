//! The files of `download`: answered as the address asks for, late, in part or not at all.

use std::io;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderValue, Response, StatusCode};
use futures::stream;
use interleave_core::outside::{Fault, Get};

use super::headers;

/// How much longer than its client's patience the server keeps silent.
const SILENCE: Duration = Duration::from_secs(1);

/// Answers one download.
pub async fn download(request: Request) -> Response<Body> {
    let Some(get) = request.uri().query().and_then(Get::from_query) else {
        return headers::sentence(StatusCode::BAD_REQUEST, "This is no address of a download.");
    };
    tokio::time::sleep(Duration::from_millis(get.delay_ms)).await;
    match get.fault {
        Fault::None => Response::new(get.body().into()),
        Fault::Missing => headers::sentence(StatusCode::NOT_FOUND, "There is no such file."),
        Fault::Reset => broken_off(&get),
        Fault::Timeout => {
            tokio::time::sleep(Duration::from_millis(get.timeout_ms) + SILENCE).await;
            headers::sentence(StatusCode::SERVICE_UNAVAILABLE, "Nobody is meant to wait for this.")
        }
    }
}

/// The whole length is promised; after half of it, the connection is closed.
fn broken_off(get: &Get) -> Response<Body> {
    let mut half = get.body();
    half.truncate(half.len() / 2);
    let mut answer = Response::new(Body::from_stream(stream::iter([Ok(half), Err(io::Error::other("broken off"))])));
    answer.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(get.bytes));
    answer
}
