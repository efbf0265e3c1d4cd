//! Many connections at once, and some that take their time: the honest visitor is answered all the same.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::http::{connect, read_answer};
use crate::server::{SMALL, Server};

#[test]
fn heads_that_never_end_hold_nobody_up_and_are_given_up() {
    let server = Server::start();
    let begin = |_| {
        let mut stream = connect(server.port);
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1").expect("it is sent");
        stream
    };
    let mut slow: Vec<TcpStream> = (0..100).map(begin).collect();
    server.assert_works("a hundred slow heads");
    for stream in &mut slow {
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
        assert!(!rest.starts_with(b"HTTP/1.1 2"), "{}", String::from_utf8_lossy(&rest));
    }
}

#[test]
fn a_body_that_never_ends_holds_no_job_and_is_given_up() {
    let server = Server::start();
    let mut stream = connect(server.port);
    let request = server.call("execute", "").and("Content-Length", "1000");
    stream.write_all(&request.bytes()).expect("it is sent");
    stream.write_all(b"{").expect("it is sent");
    assert_eq!(server.ask(&server.call("execute", SMALL)).status, 200);
    assert_eq!(read_answer(&mut stream).status, 408);
}

#[test]
fn after_a_thousand_connections_that_say_nothing_the_next_visitor_is_answered() {
    let server = Server::start();
    // Far more than the server takes at once; those beyond wait in the system, if at all.
    let crowd: Vec<TcpStream> = (0..900).filter_map(|_| connect_soon(server.port)).collect();
    assert!(crowd.len() > 256, "{}", crowd.len());
    drop(crowd);
    server.assert_works("a crowd");
}

#[test]
fn a_crowd_that_stays_is_given_up_and_who_waits_behind_it_is_answered() {
    let server = Server::start();
    let crowd: Vec<TcpStream> = (0..300).filter_map(|_| connect_soon(server.port)).collect();
    server.assert_works("a crowd that is still there");
    drop(crowd);
}

/// A connection, unless the system's queue is full.
fn connect_soon(port: u16) -> Option<TcpStream> {
    let address = (std::net::Ipv4Addr::LOCALHOST, port).into();
    TcpStream::connect_timeout(&address, std::time::Duration::from_millis(20)).ok()
}
