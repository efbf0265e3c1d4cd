//! The way to the server: its address, credentials, and what is said when it cannot be reached.

use std::error::Error;
use std::io;
use std::time::Duration;

use async_nats::{Client, ConnectError, ConnectErrorKind, ServerAddr, rustls};
use interleave_core::mistake::Mistake;

use super::credentials;
use crate::arguments::NatsOptions;

/// The flag at fault.
const FIELD: &str = "nats";
/// The variable that holds the address where no flag does, as for the program `nats` itself.
const VARIABLE: &str = "NATS_URL";
const PATIENCE: Duration = Duration::from_secs(5);
/// After the server went away, it is tried so often.
const RETRY: Duration = Duration::from_millis(300);

/// A connection, and the address without credentials, for people.
pub struct Connection {
    pub client: Client,
    pub address: String,
}

/// Connects to the server that the options name.
///
/// # Errors
/// One sentence: no address or a wrong one, nobody there, refused credentials.
pub async fn connect(options: &NatsOptions, name: &str) -> Result<Connection, Mistake> {
    let variable = std::env::var(VARIABLE).ok();
    let typed = options.nats.clone().or(variable).ok_or_else(|| {
        let sentence = format!(
            "The address of a NATS server is missing: name it by --nats nats://HOST:PORT or in {VARIABLE}. `interleave cluster` starts one for a first look."
        );
        Mistake::new(FIELD, sentence)
    })?;
    let wrong = || Mistake::new(FIELD, "It must be an address such as nats://HOST:4222 or tls://TOKEN@HOST:4222.");
    let url: ServerAddr = typed.parse().map_err(|_| wrong())?;
    if url.host().is_empty() || !["nats", "tls"].contains(&url.scheme()) {
        return Err(wrong());
    }
    let host = if url.host().contains(':') { format!("[{}]", url.host()) } else { url.host().to_owned() };
    let address = format!("{}://{host}:{}", url.scheme(), url.port());
    let mut connecting = credentials::of(&url, options.creds.as_deref())?;
    if let Some(file) = &options.tls_ca {
        let unread = |error| Mistake::new("tls-ca", format!("'{}' cannot be used: {error}.", file.display()));
        std::fs::File::open(file).map_err(unread)?;
        connecting = connecting.add_root_certificates(file.clone()).require_tls(true);
    }
    let connecting = connecting
        .name(format!("interleave {name}"))
        .connection_timeout(PATIENCE)
        .max_reconnects(None)
        .reconnect_delay_callback(|_| RETRY)
        .ping_interval(PATIENCE)
        .connect(address.as_str());
    let said = |what: &str| Mistake::new(FIELD, format!("The server at {address} {what}."));
    let client = match tokio::time::timeout(2 * PATIENCE, connecting).await {
        Err(_) => return Err(said("does not answer")),
        Ok(Ok(client)) => client,
        Ok(Err(error)) => {
            return Err(match error.kind() {
                ConnectErrorKind::Authentication | ConnectErrorKind::AuthorizationViolation => {
                    said("refuses these credentials")
                }
                ConnectErrorKind::Dns => said("has a name that nobody knows"),
                ConnectErrorKind::TimedOut => said("does not answer"),
                _ if is_untrusted(&error) => said(&format!(
                    "has a certificate that is not trusted ({error}): if an authority of your own has signed it, name that by --tls-ca FILE"
                )),
                _ => said(&format!("cannot be reached ({error})")),
            });
        }
    };
    Ok(Connection { client, address })
}

/// Whether the server could not show that it is who it says it is.
fn is_untrusted(error: &ConnectError) -> bool {
    let causes = std::iter::successors(error.source(), |cause| (*cause).source());
    let within = |cause: &(dyn Error + 'static)| {
        let found = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        found.is_some_and(|found| matches!(found.downcast_ref(), Some(rustls::Error::InvalidCertificate(_))))
    };
    causes.into_iter().any(within)
}
