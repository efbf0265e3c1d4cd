//! Distributed multi-processing over NATS: workers lend their processes, and the model `distributed` runs tasks on them.
//!
//! NATS brings discovery, credentials, TLS and reconnection. What it does not promise, [`stream`] adds: that each message arrives, once, and
//! in order, whatever becomes of the server. [`link`] is such a stream with its beats; [`worker`] and [`network`] are its two ends.

mod attended;
mod broker;
mod cluster;
mod connection;
mod credentials;
mod lane;
mod limits;
mod link;
mod need;
mod network;
mod offer;
mod shortage;
mod signals;
mod stream;
mod worker;

pub use attended::attended;
pub use cluster::cluster;
pub use network::Network;
pub use stream::{Heard, Stream};
pub use worker::work;
