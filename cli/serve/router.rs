//! The way that every request takes through the server.

use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::HeaderValue;
use axum::http::{Response, StatusCode};
use axum::middleware::{self, Next};
use axum::routing::{get, post};

use super::gate::{self, Admitted};
use super::site::Site;
use super::{address, api, download, headers};

/// Answers every request; the gate stands before all of it.
pub fn router(site: Arc<Site>) -> Router {
    Router::new()
        .route("/api/host", post(api::host))
        .route("/api/environment", post(api::environment))
        .route("/api/execute", post(api::execute))
        .route("/api/cancel", post(api::cancel))
        .route("/download", get(download::download))
        .fallback(file)
        .layer(middleware::from_fn_with_state(site.clone(), enter))
        .with_state(site)
}

async fn enter(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let answer = match gate::judge(&site.keys, &parts) {
        Ok(Admitted::ToContent) => {
            site.idle.postpone();
            next.run(Request::from_parts(parts, body)).await
        }
        Ok(Admitted::ByInvitation(token)) => invite(&site, &token).unwrap_or_else(|error| {
            headers::sentence(StatusCode::INTERNAL_SERVER_ERROR, &format!("The server cannot go on: {error}."))
        }),
        Err((status, sentence)) => headers::sentence(status, sentence),
    };
    headers::complete(answer)
}

fn invite(site: &Site, token: &str) -> Result<Response<Body>> {
    if !site.keys.redeem(token)? {
        let sentence = "This address was used already, or is not whole. `interleave serve` has printed another one in its terminal; \
                        where it let this browser in before, <a href=\"/\">the page</a> opens.";
        return Ok(headers::sentence(StatusCode::FORBIDDEN, sentence));
    }
    site.idle.postpone();
    address::announce_next(&site.keys.address())?;
    Ok(headers::welcome(HeaderValue::try_from(site.keys.cookie())?))
}

async fn file(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    site.page.answer(request.uri().path(), request.headers())
}
