//! Distributed multi-processing over NATS: workers lend their processes, and the model `distributed` runs tasks on them.
//!
//! NATS brings discovery, credentials, TLS and reconnection. What it does not promise, [`stream`] adds: that each message arrives, once, and
//! in order, whatever becomes of the server. [`link`] is such a stream with its beats; [`worker`] and [`network`] are its two ends.

mod broker;
mod cluster;
mod connection;
mod lane;
mod link;
mod network;
mod offer;
mod signals;
mod stream;
mod worker;

pub use cluster::cluster;
pub use network::Network;
pub use worker::work;
