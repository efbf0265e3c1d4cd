//! The way to the server: its address, credentials, and what is said when it cannot be reached.

use std::time::Duration;

use async_nats::{Client, ConnectErrorKind, ConnectOptions, ServerAddr};
use interleave_core::mistake::Mistake;

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
    let address = format!("{}://{}:{}", url.scheme(), url.host(), url.port());
    let mut connecting = match &options.creds {
        Some(file) => {
            let unread = |error| Mistake::new("creds", format!("'{}' cannot be used: {error}.", file.display()));
            let text = std::fs::read_to_string(file).map_err(unread)?;
            ConnectOptions::with_credentials(&text).map_err(unread)?
        }
        None => ConnectOptions::new(),
    };
    connecting = match (url.username(), url.password()) {
        (Some(token), None) => connecting.token(token.to_owned()),
        (Some(user), Some(password)) => connecting.user_and_password(user.to_owned(), password.to_owned()),
        (None, _) => connecting,
    };
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
                _ => said(&format!("cannot be reached ({error})")),
            });
        }
    };
    Ok(Connection { client, address })
}
